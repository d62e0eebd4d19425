import { describe, expect, it } from "vitest";
import { windowText } from "@/lib/server/calculations/output-text";
import { findMatches } from "./find-matches";
import { charsAt, endOf, HELD_BYTES_MAX, startOf, textHeld } from "./output-slices";
import { createOutputStore, type OutputStore } from "./output-store";
import { terminalRows } from "./terminal-rows";

/** An output that grows when the test says so, read as the server reads it. */
function growingOutput(first = "") {
  let bytes = Buffer.from(first);
  let inFlight = true;
  const reads: (number | undefined)[] = [];
  return {
    reads,
    grow: (text: string | Uint8Array) => {
      bytes = Buffer.concat([bytes, Buffer.from(text as string)]);
    },
    land: () => {
      inFlight = false;
    },
    get text() {
      return bytes.toString("utf8");
    },
    read: async ({ from, bytes: bytesMax }: { from: number | undefined; bytes: number }) => {
      reads.push(from);
      const start = Math.min(from ?? Math.max(0, bytes.length - bytesMax), bytes.length);
      const part = bytes.subarray(start, start + bytesMax + 3);
      const window = { from: start, bytes: part, sizeBytes: bytes.length };
      return {
        available: bytes.length > 0,
        ...windowText(window, from === undefined ? part.length : bytesMax, inFlight),
        sizeBytes: bytes.length,
        inFlight,
      };
    },
  };
}
type Source = ReturnType<typeof growingOutput>;

/** A store whose pauses end when `next` is called; `next` resolves when the store pauses again or has ended. */
function running(source: Source, following: boolean) {
  let go: (() => void) | undefined;
  let paused: (() => void) | undefined;
  const atPause = () =>
    new Promise<void>((resolve) => {
      paused = resolve;
    });
  let waiting = atPause();
  const store = createOutputStore({
    read: source.read,
    following,
    pause: () =>
      new Promise<void>((resolve) => {
        go = resolve;
        paused?.();
      }),
    untilVisible: async () => undefined,
    isFinal: () => true,
  });
  const control = new AbortController();
  const ended = store.run(control.signal);
  return {
    store,
    ended,
    paused: () => Promise.race([waiting, ended]),
    async next() {
      await Promise.race([waiting, ended]);
      waiting = atPause();
      go?.();
      await Promise.race([waiting, ended]);
    },
  };
}

const held = (store: OutputStore) => store.snapshot().held;
const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `line ${from + index} – é漢😀\n`).join("");

describe("createOutputStore", () => {
  it("follows what grows, and ends when it has landed", async () => {
    const source = growingOutput();
    const { store, next, paused, ended } = running(source, true);
    await paused();
    expect(store.snapshot()).toMatchObject({ available: false, inFlight: true });
    source.grow("one\n");
    await next();
    expect(textHeld(held(store))).toBe("one\n");
    source.grow("two\n");
    source.land();
    await next();
    await ended;
    expect(textHeld(held(store))).toBe("one\ntwo\n");
    expect(held(store).slices).toHaveLength(1);
  });

  it("waits for the rest of a character", async () => {
    const source = growingOutput("a");
    const bytes = Buffer.from("é漢😀");
    const { store, next, paused } = running(source, true);
    await paused();
    for (const byte of bytes) {
      source.grow(Uint8Array.of(byte));
      await next();
      expect(textHeld(held(store))).not.toContain("\ufffd");
    }
    expect(textHeld(held(store))).toBe("aé漢😀");
  });

  it("holds a bounded part, whatever comes, and goes to a far end at once", async () => {
    const source = growingOutput(lines(10));
    const { store, next, paused } = running(source, true);
    await paused();
    for (let step = 0; step < 40; step += 1) {
      source.grow(lines(2_000, step * 2_000));
      await next();
      const { slices } = held(store);
      expect(endOf(held(store)) - startOf(held(store))).toBeLessThanOrEqual(HELD_BYTES_MAX + 8);
      // Two neighbours are more than one reading.
      expect(slices.length).toBeLessThanOrEqual(17);
    }
    expect(source.text.endsWith(textHeld(held(store)))).toBe(true);
    const readsBefore = source.reads.length;
    source.grow(lines(200_000));
    await next();
    await next();
    expect(source.reads.length - readsBefore).toBeLessThan(6);
    expect(source.text.endsWith(textHeld(held(store)))).toBe(true);
  });

  it("stays where the reader is, and knows how large it is", async () => {
    const source = growingOutput(lines(100));
    const { store, next, paused } = running(source, true);
    await paused();
    store.follow(false);
    const before = textHeld(held(store));
    source.grow(lines(100_000));
    await next();
    expect(textHeld(held(store))).toBe(before);
    expect(store.snapshot().sizeBytes).toBe(Buffer.byteLength(source.text));
    await store.goToEnd();
    expect(source.text.endsWith(textHeld(held(store)))).toBe(true);
    expect(store.snapshot().following).toBe(true);
  });

  it("reads a whole output to the end and back, in slices that fit", async () => {
    const source = growingOutput(lines(60_000));
    source.land();
    const { store, ended } = running(source, false);
    await ended;
    let read = textHeld(held(store));
    while (endOf(held(store)) < store.snapshot().sizeBytes) {
      const end = endOf(held(store));
      await store.loadLater();
      const last = held(store).slices.at(-1);
      expect(last?.from).toBe(end);
      read += last?.text ?? "";
    }
    expect(read).toBe(source.text);
    expect(startOf(held(store))).toBeGreaterThan(0);
    const { generation } = held(store);
    while (startOf(held(store)) > 0) {
      const place = held(store).baseChars;
      await store.loadEarlier();
      expect(held(store).baseChars).toBe(place - (held(store).slices[0]?.text.length ?? 0));
    }
    // One scale all the way: nothing was a jump.
    expect(held(store)).toMatchObject({ generation, baseChars: 0 });
    expect(source.text.startsWith(textHeld(held(store)))).toBe(true);
  });

  it("goes to a byte and knows its character", async () => {
    const source = growingOutput(lines(60_000));
    source.land();
    const { store, ended } = running(source, false);
    await ended;
    const place = source.text.indexOf("line 55555");
    const byte = Buffer.byteLength(source.text.slice(0, place));
    await store.goTo(byte);
    const chars = charsAt(held(store), byte) ?? -1;
    expect(textHeld(held(store)).slice(chars - held(store).baseChars)).toMatch(/^line 55555 /);
  });

  it("reads bytes that are no text without losing its place", async () => {
    const source = growingOutput();
    source.grow(Uint8Array.from({ length: 300_000 }, (_, index) => 0x80 + (index % 0x40)));
    source.land();
    const { store, ended } = running(source, false);
    await ended;
    while (endOf(held(store)) < store.snapshot().sizeBytes) await store.loadLater();
    expect(endOf(held(store))).toBe(300_000);
  });
});

describe("findMatches", () => {
  it("finds in lines, whatever the case, over the ends of rows", () => {
    const rows = terminalRows("Error one\nno\nan error here", 6);
    expect(rows.map((row) => row.text)).toEqual(["Error ", "one", "no", "an err", "or her", "e"]);
    expect(findMatches(rows, "ERROR")).toEqual([
      { parts: [{ row: 0, from: 0, to: 5 }] },
      {
        parts: [
          { row: 3, from: 3, to: 6 },
          { row: 4, from: 0, to: 2 },
        ],
      },
    ]);
    expect(findMatches(rows, "")).toEqual([]);
    expect(findMatches(rows, "oneno")).toEqual([]);
  });
});
