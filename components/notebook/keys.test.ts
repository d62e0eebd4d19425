import { describe, expect, it } from "vitest";
import { createKeyReader } from "./keys";

const press = (key: string, ...held: ("ctrl" | "shift" | "alt" | "meta")[]) => ({
  key,
  ctrlKey: held.includes("ctrl"),
  shiftKey: held.includes("shift"),
  altKey: held.includes("alt"),
  metaKey: held.includes("meta"),
});

describe("keys of command mode", () => {
  it.each([
    [press("Enter"), "enterEdit"],
    [press("Enter", "shift"), "runAndSelectNext"],
    [press("Enter", "ctrl"), "runInPlace"],
    [press("Enter", "meta"), "runInPlace"],
    [press("Enter", "alt"), "runAndInsert"],
    [press("a"), "insertAbove"],
    [press("b"), "insertBelow"],
    [press("j"), "selectNext"],
    [press("ArrowDown"), "selectNext"],
    [press("k"), "selectPrevious"],
    [press("ArrowUp"), "selectPrevious"],
    [press("m"), "toMarkdown"],
    [press("M", "shift"), "merge"],
    [press("V", "shift"), "pasteAbove"],
    [press("?", "shift"), "showKeys"],
    [press("h"), "showKeys"],
    [press("s", "ctrl"), "save"],
    [press("ArrowUp", "ctrl", "shift"), "moveUp"],
    [press("c", "ctrl"), undefined],
    [press("d"), undefined],
    [press("q"), undefined],
  ])("%j is %s", (pressed, command) => {
    expect(createKeyReader()(pressed, 0)).toBe(command);
  });

  it("takes pairs within a second, with nothing between", () => {
    const read = createKeyReader();
    read(press("d"), 0);
    expect(read(press("d"), 999)).toBe("deleteCell");
    read(press("d"), 2_000);
    expect(read(press("d"), 3_000)).toBeUndefined();
    expect(read(press("d"), 3_100)).toBe("deleteCell");
    read(press("d"), 4_000);
    read(press("j"), 4_100);
    expect(read(press("d"), 4_200)).toBeUndefined();
    read(press("0"), 5_000);
    expect(read(press("0"), 5_001)).toBe("restart");
  });
});
