import { describe, expect, it } from "vitest";
import {
  entriesOf,
  mapOf,
  newEntry,
  pastedEntries,
  readEntries,
  withPasted,
  writeEntries,
} from "./entries";

const pairs = (entries: { key: string; value: string }[] | undefined) =>
  entries?.map(({ key, value }) => [key, value]);

describe("rows of a map", () => {
  it("makes the map they came from", () => {
    const map = { "spark.a": "1", empty: "", "with=sign": "x=y" };
    expect(mapOf(entriesOf(map))).toEqual({ map });
  });

  it("leaves out rows that nothing is written in", () => {
    expect(mapOf([newEntry("a", "1"), newEntry(), newEntry("  ", "")])).toEqual({
      map: { a: "1" },
    });
  });

  it("says which key is missing or there twice", () => {
    expect(mapOf([newEntry("", "lonely")])).toEqual({ problem: "“lonely” has no key" });
    expect(mapOf([newEntry("a", "1"), newEntry(" a ", "2")])).toEqual({
      problem: "a is there twice",
    });
  });

  it("keeps __proto__ as a key like any other", () => {
    const read = mapOf([newEntry("__proto__", "1"), newEntry("constructor", "2")]);
    expect("map" in read && Object.entries(read.map)).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  it("is kept and read back, whatever is in it", () => {
    const rows = [newEntry("a=b\n", "1"), newEntry("", ""), newEntry("a=b\n", "2")];
    expect(pairs(readEntries(writeEntries(rows)))).toEqual(pairs(rows));
    expect(readEntries("not json")).toEqual([]);
  });
});

describe("pasted text", () => {
  it.each([
    [
      "a=1\nb = 2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    [
      "# comment\n\nspark.a  1\nspark.b=x=y\n",
      [
        ["spark.a", "1"],
        ["spark.b", "x=y"],
      ],
    ],
    ["--conf spark.a=1", [["spark.a", "1"]]],
    ["a=", [["a", ""]]],
  ])("%j is lines of keys and values", (text, expected) => {
    expect(pairs(pastedEntries(text))).toEqual(expected);
  });

  it.each(["", "just.a.key", "two words", "key=1\nno-value"])("%j is text as any other", (text) => {
    expect(pastedEntries(text)).toBeUndefined();
  });

  it("replaces the row it is pasted in and rows of the same key", () => {
    const rows = [newEntry("a", "old"), newEntry(), newEntry("c", "3")];
    const pasted = [newEntry("a", "1"), newEntry("b", "2")];
    expect(pairs(withPasted(rows, 1, pasted))).toEqual([
      ["a", "1"],
      ["b", "2"],
      ["c", "3"],
    ]);
  });
});
