"""What the assistant does: thin actions that ask the portal over HTTP and put its answers into words."""
