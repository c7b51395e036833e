import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox, type Store } from "../src/widget/outbox";
import { Thread } from "../src/widget/thread";
import type { Message } from "../src/widget/types";

class MemoryStore implements Store {
  readonly data = new Map<string, string>();
  getItem(key: string): string | null { return this.data.get(key) ?? null; }
  setItem(key: string, value: string): void { this.data.set(key, value); }
  removeItem(key: string): void { this.data.delete(key); }
}

test("messages leave in the order they were written, one after another", () => {
  const box = new Outbox(new MemoryStore(), "k");
  box.add("a", "one");
  box.add("b", "two");
  assert.equal(box.next()?.clientId, "a");
  box.acknowledge("a");
  assert.equal(box.next()?.clientId, "b");
});

test("a reload finds what was not acknowledged, and only that", () => {
  const store = new MemoryStore();
  const before = new Outbox(store, "k");
  before.add("a", "one");
  before.add("b", "two", "/confirm");
  before.acknowledge("a");
  assert.deepEqual(new Outbox(store, "k").list().map((entry) => [entry.clientId, entry.text, entry.button]), [["b", "two", "/confirm"]]);
});

test("files wait with their message, by id and name alone", () => {
  const store = new MemoryStore();
  const file = { id: "f1", name: "order.xlsx", content_type: "x", size: 5, readable: true, url: "/api/v1/files/f1" };
  new Outbox(store, "k").add("a", "", null, [file]);
  assert.deepEqual(new Outbox(store, "k").next()?.files, [{ id: "f1", name: "order.xlsx" }]);
});

test("another person's key holds other messages", () => {
  const store = new MemoryStore();
  new Outbox(store, "user-1").add("a", "mine");
  assert.deepEqual(new Outbox(store, "user-2").list(), []);
});

test("acknowledging twice, as stream and answer both do, is harmless", () => {
  const store = new MemoryStore();
  const box = new Outbox(store, "k");
  box.add("a", "one");
  assert.equal(box.acknowledge("a"), true);
  assert.equal(box.acknowledge("a"), false);
  assert.equal(store.data.size, 0);
});

test("a refused message lets the next one pass and waits for its writer", () => {
  const box = new Outbox(new MemoryStore(), "k");
  box.add("a", "too long");
  box.add("b", "fine");
  box.refuse("a", "The message is too long.");
  assert.equal(box.next()?.clientId, "b");
  box.retry("a");
  assert.equal(box.next()?.clientId, "a");
});

test("failures are counted for the waiting time", () => {
  const box = new Outbox(new MemoryStore(), "k");
  box.add("a", "one");
  assert.deepEqual([box.failed("a"), box.failed("a"), box.next()?.tries], [1, 2, 2]);
});

test("messages older than a week are not sent out of the blue", () => {
  let now = 1_000_000;
  const box = new Outbox(new MemoryStore(), "k", () => now);
  box.add("a", "old");
  now += 8 * 86_400_000;
  assert.equal(box.next(), null);
});

for (const [name, kept] of [["no JSON", "{oops"], ["no list", '{"a":1}'], ["entries of another shape", '[{"x":1},null]']] as const) {
  test(`spoiled storage (${name}) does not stop the chat`, () => {
    const store = new MemoryStore();
    store.setItem("k", kept);
    const box = new Outbox(store, "k");
    assert.deepEqual(box.list(), []);
    box.add("a", "works");
    assert.equal(box.next()?.text, "works");
  });
}

test("a browser that refuses storage still sends", () => {
  const closed: Store = {
    getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("denied"); }, removeItem: () => { throw new Error("denied"); },
  };
  const box = new Outbox(closed, "k");
  box.add("a", "one");
  assert.equal(box.next()?.clientId, "a");
  box.acknowledge("a");
  assert.equal(box.next(), null);
});

function message(seq: number, author: Message["author"], clientId: string | null = null): Message {
  return { id: `m${seq}`, seq, author, author_name: null, text: String(seq), client_id: clientId, created_at: "2026-01-01T00:00:00Z" };
}

test("a thread holds each message once and in the server's order, however it came", () => {
  const thread = new Thread();
  assert.equal(thread.merge([message(3, "bot"), message(1, "buyer")]), true);
  assert.equal(thread.merge([message(2, "bot"), message(3, "bot")]), true);
  assert.equal(thread.merge([message(2, "bot")]), false);
  assert.deepEqual(thread.all().map((m) => m.seq), [1, 2, 3]);
  assert.deepEqual([thread.firstSeq, thread.lastSeq], [1, 3]);
});

test("an unsent message disappears from the end when the stream brings it", () => {
  const thread = new Thread();
  const box = new Outbox(new MemoryStore(), "k");
  box.add("a", "one");
  assert.equal(thread.pending(box.list()).length, 1);
  thread.merge([message(1, "buyer", "a")]);
  assert.equal(thread.pending(box.list()).length, 0);
});

test("unread counts the other side only", () => {
  const thread = new Thread();
  thread.merge([message(1, "buyer"), message(2, "bot"), message(3, "system"), message(4, "operator")]);
  assert.deepEqual([thread.unread(0), thread.unread(2), thread.unread(4)], [2, 1, 0]);
  assert.equal(thread.awaitsAnswer(), false);
});

test("a notice counts as unread, whoever brings it, and answers nothing", () => {
  const thread = new Thread();
  thread.merge([message(1, "buyer"), { ...message(2, "system"), notice: "shipment" }, { ...message(3, "bot"), notice: "quote" }]);
  assert.equal(thread.unread(0), 2);
  assert.equal(thread.awaitsAnswer(), true);
});
