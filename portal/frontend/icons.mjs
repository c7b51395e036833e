/* Icons of lucide (ISC licence) that the portal uses; each becomes a <symbol> of icons.svg. Keep sorted. */
export const ICONS = [
  "arrow-down-up", "arrow-left", "arrow-right", "arrow-up-right", "ban", "bell", "bot", "building-2", "calendar",
  "calendar-clock", "check", "check-check", "chevron-down", "chevron-left", "chevron-right", "chevron-up",
  "circle-alert", "circle-check", "circle-help", "circle-x", "clipboard-list", "clock", "copy", "credit-card",
  "download", "ellipsis", "eye", "eye-off", "file-text", "filter", "funnel-x", "globe", "hand", "headset",
  "history", "house", "image", "inbox", "info", "key-round", "keyboard", "languages", "layers", "layout-grid", "list",
  "list-plus", "loader-circle", "lock", "log-out", "mail", "map-pin", "menu", "message-circle", "minus", "monitor",
  "moon", "package", "package-check", "package-search", "panel-left", "paperclip", "pencil", "percent", "phone", "plus",
  "printer", "receipt-text", "refresh-cw", "repeat-2", "rotate-ccw", "search", "send", "settings", "shield-check",
  "shopping-cart", "sliders-horizontal", "sparkles", "sun", "tag", "trash-2", "triangle-alert", "truck", "undo-2",
  "upload", "user", "user-check", "users", "wallet", "warehouse", "wifi-off", "x", "zap",
];
