import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, test } from "node:test";
import { backoff, EventStream, SseParser, type ServerEvent, type StreamState } from "../src/lib/sse";

function parse(...chunks: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const parser = new SseParser((event) => events.push(event));
  chunks.forEach((chunk) => parser.push(chunk));
  return events;
}

const STREAM = ": hello\n\nid: 7\nevent: message\ndata: {\"a\":1}\n\nevent: typing\ndata: on\n\ndata: one\ndata: two\n\n";
const EXPECTED: ServerEvent[] = [
  { event: "message", data: '{"a":1}', id: "7" },
  { event: "typing", data: "on", id: "7" },
  { event: "message", data: "one\ntwo", id: "7" },
];

test("a whole stream in one piece", () => assert.deepEqual(parse(STREAM), EXPECTED));

test("any split of the stream gives the same events", () => {
  for (let at = 1; at < STREAM.length; at += 1) assert.deepEqual(parse(STREAM.slice(0, at), STREAM.slice(at)), EXPECTED, `split at ${at}`);
});

for (const [name, ending] of [["CRLF", "\r\n"], ["CR", "\r"]] as const) {
  test(`lines ended by ${name}, character by character`, () => assert.deepEqual(parse(...STREAM.replaceAll("\n", ending)), EXPECTED));
}

test("an unfinished event is not given out", () => assert.deepEqual(parse("data: half\n"), []));
test("an event without data is dropped, its name does not leak into the next", () => {
  assert.deepEqual(parse("event: x\n\ndata: y\n\n"), [{ event: "message", data: "y", id: null }]);
});
test("only one space after the colon is taken away; a field may have no colon", () => {
  assert.deepEqual(parse("data:  two\ndata\n\n"), [{ event: "message", data: " two\n", id: null }]);
});
test("a byte order mark is skipped, an id with NUL is ignored", () => {
  assert.deepEqual(parse("\ufeffid: 1\nid: a\0b\ndata: x\n\n"), [{ event: "message", data: "x", id: "1" }]);
});
test("retry is read only when it is a number", () => {
  const parser = new SseParser(() => undefined);
  parser.push("retry: 250\nretry: soon\n");
  assert.equal(parser.retryMs, 250);
});

test("waiting doubles, is capped, and jitters around its value", () => {
  assert.deepEqual([0, 1, 2, 3].map((n) => backoff(n, 1000, 0.5)), [1000, 2000, 4000, 8000]);
  assert.equal(backoff(50, 1000, 0.5), 30_000);
  assert.ok(backoff(0, 1000, 0) === 850 && backoff(0, 1000, 1) === 1150);
});

let server: Server | undefined;
afterEach(() => { server?.closeAllConnections(); server?.close(); server = undefined; });

async function listen(handle: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer(handle as never);
  await new Promise<void>((resolve) => { server?.listen(0, "127.0.0.1", resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("a cut stream is taken up again after the last event seen", async () => {
  const asked: (string | undefined)[] = [];
  const url = await listen((request, response) => {
    asked.push(request.headers["last-event-id"] as string | undefined);
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("retry: 10\n");
    if (asked.length === 1) response.end("id: 41\ndata: first\n\nid: 42\ndata: second\n\nid: 43\ndata: cut o");
    else response.write("id: 43\ndata: third\n\n");
  });
  const seen: string[] = [];
  await new Promise<void>((resolve) => {
    const stream = new EventStream({
      url, headers: () => ({}), onState: () => undefined,
      onEvent: (event) => { seen.push(event.data); if (event.data === "third") { stream.stop(); resolve(); } },
    }, "40");
    stream.start();
  });
  assert.deepEqual(seen, ["first", "second", "third"]);
  assert.deepEqual(asked, ["40", "42"]);
});

test("a silent connection is dropped and opened anew", async () => {
  let opened = 0;
  const url = await listen((_request, response) => {
    opened += 1;
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(opened === 1 ? "retry: 10\n\n" : "data: back\n\n");
  });
  await new Promise<void>((resolve) => {
    const stream = new EventStream({ url, headers: () => ({}), onState: () => undefined, silenceMs: 80, onEvent: () => { stream.stop(); resolve(); } });
    stream.start();
  });
  assert.equal(opened, 2);
});

test("a refusal ends it: no hammering on a closed door", async () => {
  let asked = 0;
  const url = await listen((_request, response) => { asked += 1; response.writeHead(401).end(); });
  const states: StreamState[] = [];
  await new Promise<void>((resolve) => {
    new EventStream({ url, headers: () => ({}), onEvent: () => undefined, onState: (state) => { states.push(state); if (state === "denied") setTimeout(resolve, 60); } }).start();
  });
  assert.deepEqual([asked, states], [1, ["connecting", "denied"]]);
});
