import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAutosave, type SaveState } from "./autosave";

class Conflict extends Error {}

/** A store as the server is one: it takes a text if it still holds what the save is based on. */
function world() {
  const states: SaveState[] = [];
  const store = { text: "0", failing: undefined as Error | undefined, saves: 0 };
  let text = "0";
  let hold: Promise<void> | undefined;
  const autosave = createAutosave({
    payload: () => text,
    basedOn: "0",
    savedAt: undefined,
    isConflict: (error) => error instanceof Conflict,
    onState: (state) => states.push(state),
    save: async (payload, basedOn) => {
      await hold;
      if (store.failing) throw store.failing;
      if (store.text !== basedOn) throw new Conflict("theirs");
      store.text = payload;
      store.saves += 1;
      return { payloadHash: payload, savedAt: 7 };
    },
  });
  return {
    autosave,
    store,
    kinds: () => states.map(({ kind }) => kind),
    last: () => states.at(-1),
    type(next: string) {
      text = next;
      autosave.edited();
    },
    /** Saves wait until the answer is let go. */
    hold() {
      let go = () => {};
      hold = new Promise((done) => {
        go = done;
      });
      return () => {
        hold = undefined;
        go();
      };
    },
  };
}

describe("createAutosave", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it("saves two seconds after the last edit", async () => {
    const { type, store, kinds } = world();
    type("1");
    await pass(1_900);
    type("12");
    await pass(1_900);
    expect(store.text).toBe("0");
    await pass(100);
    expect(store).toMatchObject({ text: "12", saves: 1 });
    expect(kinds()).toEqual(["edited", "saving", "saved"]);
  });

  it("saves every ten seconds while edits keep coming", async () => {
    const { type, store } = world();
    for (let second = 1; second <= 21; second += 1) {
      type(String(second));
      await pass(1_000);
    }
    expect(store.saves).toBe(2);
  });

  it("sends what was typed while a save was under way", async () => {
    const { type, store, hold, last } = world();
    const go = hold();
    type("1");
    await pass(2_000);
    type("12");
    go();
    await pass(0);
    expect(store.text).toBe("1");
    expect(last()).toEqual({ kind: "edited" });
    await pass(2_000);
    expect(store).toMatchObject({ text: "12", saves: 2 });
    expect(last()).toEqual({ kind: "saved", at: 7 });
  });

  it("tries again what failed, more and more slowly, and at once when asked", async () => {
    const { autosave, type, store, last } = world();
    store.failing = new Error("no network");
    type("1");
    await pass(2_000);
    expect(last()).toEqual({ kind: "failed", message: "no network" });
    await pass(5_000 + 10_000 - 1);
    store.failing = undefined;
    expect(store.text).toBe("0");
    await autosave.flush();
    expect(store).toMatchObject({ text: "1", saves: 1 });
    expect(last()?.kind).toBe("saved");
  });

  it("sends nothing after a conflict until it is resolved", async () => {
    const { autosave, type, store, last } = world();
    store.text = "theirs";
    type("1");
    await pass(2_000);
    expect(last()).toEqual({ kind: "conflict", message: "theirs" });
    type("12");
    await pass(60_000);
    expect(store.text).toBe("theirs");
    autosave.resolve("theirs", 5, true);
    await pass(0);
    expect(store).toMatchObject({ text: "12", saves: 1 });
    expect(autosave.basedOn()).toBe("12");
  });

  it("forgets what was edited when theirs is taken", async () => {
    const { autosave, type, store, last } = world();
    store.text = "theirs";
    type("1");
    await pass(2_000);
    autosave.resolve("theirs", 5, false);
    expect(last()).toEqual({ kind: "saved", at: 5 });
    await pass(60_000);
    expect(store.saves).toBe(0);
  });

  it("saves nothing when nothing was edited, and nothing once closed", async () => {
    const { autosave, type, store } = world();
    await autosave.flush();
    type("1");
    autosave.close();
    await pass(60_000);
    expect(store.saves).toBe(0);
  });
});
