import { expect, test } from "vitest";
import { rebaseTags, tagCalls, tagChanges } from "./tag-changes";

test("what changes of tags, and what is sent for it", () => {
  const before = { team: "data", cost: "", old: "x" };
  const after = { new: "", team: "core", cost: "" };
  expect(tagChanges(before, after)).toEqual([
    { key: "new", before: undefined, after: "" },
    { key: "old", before: "x", after: undefined },
    { key: "team", before: "data", after: "core" },
  ]);
  expect(tagCalls(before, after)).toEqual({
    tag: [
      { Key: "new", Value: "" },
      { Key: "team", Value: "core" },
    ],
    untag: ["old"],
  });
  expect(tagCalls(before, { ...before })).toEqual({ tag: [], untag: [] });
  // A key that every object has a member of, and one that is a number.
  expect(tagChanges({ 7: "a" }, { 7: "a", constructor: "b" })).toEqual([
    { key: "constructor", before: undefined, after: "b" },
  ]);
});

test("my changes stay on top of theirs", () => {
  const base = { team: "data", cost: "1", gone: "x" };
  const mine = { team: "mine", cost: "1", own: "y" };
  const theirs = { team: "theirs", cost: "2", gone: "x", their: "z" };
  expect(rebaseTags(base, theirs, mine)).toEqual({
    team: "mine",
    cost: "2",
    their: "z",
    own: "y",
  });
});
