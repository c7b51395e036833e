/** Server-sent events read from a fetch stream: EventSource cannot send headers or be told where to resume. */
export interface ServerEvent {
  event: string;
  data: string;
  id: string | null;
}

/** The parsing rules of the HTML standard (section 9.2.6), fed with text in pieces of any size. */
export class SseParser {
  private buffer = "";
  private data: string[] = [];
  private event = "";
  private skipLf = false;
  private started = false;
  lastId: string | null = null;
  retryMs: number | null = null;

  constructor(private readonly emit: (event: ServerEvent) => void) {}

  push(chunk: string): void {
    let text = chunk;
    if (!this.started && text.length > 0) {
      this.started = true;
      if (text.startsWith("\ufeff")) text = text.slice(1);
    }
    if (this.skipLf && text.startsWith("\n")) text = text.slice(1);
    if (text.length > 0) this.skipLf = false;
    this.buffer += text;
    let start = 0;
    for (let at = 0; at < this.buffer.length; at += 1) {
      const char = this.buffer[at];
      if (char !== "\n" && char !== "\r") continue;
      this.line(this.buffer.slice(start, at));
      if (char === "\r") {
        if (this.buffer[at + 1] === "\n") at += 1;
        else if (at + 1 === this.buffer.length) this.skipLf = true; // the LF may come with the next piece
      }
      start = at + 1;
    }
    this.buffer = this.buffer.slice(start);
  }

  private line(line: string): void {
    if (line === "") { this.dispatch(); return; }
    if (line.startsWith(":")) return;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? "" : line.slice(colon + 1);
    if (value.startsWith(" ")) value = value.slice(1);
    if (field === "data") this.data.push(value);
    else if (field === "event") this.event = value;
    else if (field === "id" && !value.includes("\0")) this.lastId = value;
    else if (field === "retry" && /^\d+$/.test(value)) this.retryMs = Number(value);
  }

  private dispatch(): void {
    if (this.data.length > 0) {
      this.emit({ event: this.event || "message", data: this.data.join("\n"), id: this.lastId });
    }
    this.data = [];
    this.event = "";
  }
}

const FIRST_DELAY_MS = 800;
const LONGEST_DELAY_MS = 30_000;

/** How long to wait before the n-th try in a row (from 0): doubling, capped, with up to 30 % jitter against stampedes. */
export function backoff(attempt: number, first = FIRST_DELAY_MS, random = Math.random()): number {
  const delay = Math.min(LONGEST_DELAY_MS, first * 2 ** Math.min(attempt, 10));
  return Math.round(delay * (0.85 + 0.3 * random));
}

export type StreamState = "connecting" | "open" | "waiting" | "closed" | "denied";

export interface StreamOptions {
  url: string;
  headers: () => Record<string, string>;
  onEvent: (event: ServerEvent) => void;
  onState: (state: StreamState, status?: number) => void;
  credentials?: RequestCredentials;
  /** Silence (not even a comment) after which the connection counts as dead. */
  silenceMs?: number;
}

/** Keeps one stream open: resumes after the last event seen, waits longer after each failure, gives up only when denied. */
export class EventStream {
  private abort: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private firstDelay = FIRST_DELAY_MS;
  private stopped = false;
  private running = false;

  constructor(private readonly options: StreamOptions, private lastId: string | null = null) {}

  start(): void {
    this.stopped = false;
    void this.run();
  }

  /** Tries at once, for "the network is back" or "the tab is seen again". */
  nudge(): void {
    if (this.stopped || this.running) return;
    clearTimeout(this.timer);
    this.attempt = 0;
    void this.run();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    this.abort?.abort();
    this.options.onState("closed");
  }

  private alive(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.abort?.abort(), this.options.silenceMs ?? 45_000);
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.options.onState("connecting");
    const denied = await this.read();
    this.running = false;
    clearTimeout(this.watchdog);
    if (this.stopped || denied) return;
    this.options.onState("waiting");
    this.timer = setTimeout(() => void this.run(), backoff(this.attempt, this.firstDelay));
    this.attempt += 1;
  }

  /** One connection, to its end; true when the server says that trying again is of no use. */
  private async read(): Promise<boolean> {
    this.abort = new AbortController();
    this.alive();
    try {
      const headers: Record<string, string> = { Accept: "text/event-stream", ...this.options.headers() };
      if (this.lastId !== null) headers["Last-Event-ID"] = this.lastId;
      const response = await fetch(this.options.url, { headers, credentials: this.options.credentials ?? "same-origin", cache: "no-store", signal: this.abort.signal });
      if ([401, 403, 404].includes(response.status)) {
        this.options.onState("denied", response.status);
        return true;
      }
      if (!response.ok || !response.body) return false;
      this.options.onState("open");
      await this.consume(response.body);
    } catch {
      return false; // a cut connection is what the caller's next try is for
    }
    return false;
  }

  private async consume(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = new SseParser((event) => {
      if (event.id !== null) this.lastId = event.id;
      this.attempt = 0;
      this.options.onEvent(event);
    });
    const reader = body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.alive();
      parser.push(value);
      if (parser.retryMs !== null) this.firstDelay = parser.retryMs;
    }
  }
}
