import assert from "node:assert/strict";
import { test } from "node:test";
import { Thread } from "../src/widget/thread";
import type { Message } from "../src/widget/types";

const message = (seq: number, text: string): Message => ({ id: `${text}-${seq}`, seq, author: "bot", author_name: null, text, client_id: `c-${text}-${seq}`, created_at: "2026-01-01T00:00:00Z" });

test("a new conversation numbers from 1 again and neither hides nor doubles what was said", () => {
  const thread = new Thread();
  thread.merge([message(1, "old"), message(2, "old")]);
  thread.begin();
  assert.equal(thread.lastSeq, 0, "the stream of the new one is read from its beginning");
  thread.merge([message(1, "new")]);
  assert.deepEqual([...thread.former, ...thread.all()].map((one) => one.id), ["old-1", "old-2", "new-1"]);
  assert.deepEqual(thread.pending([{ clientId: "c-old-2", text: "", button: null, at: 0, tries: 0, refused: null }]), []);
});
