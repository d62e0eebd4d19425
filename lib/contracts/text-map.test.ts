import { describe, expect, it } from "vitest";
import { textMap } from "./text-map";

const tags = textMap({ nameMax: 5, valueMax: 3 });
const problems = (value: unknown) =>
  tags.safeParse(value).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("textMap", () => {
  it("takes any name, those of every object too", () => {
    const given = JSON.parse('{"__proto__":"p","toString":"s","":"e"}');
    const map = textMap({ nameMin: 0, nameMax: 9, valueMax: 3 });
    expect(JSON.stringify(map.parse(given))).toBe(JSON.stringify(given));
  });
  it.each([
    [undefined, ": Names with their values are expected"],
    [null, ": Names with their values are expected"],
    [["a"], ": Names with their values are expected"],
    ["a", ": Names with their values are expected"],
    [{ "": "x" }, ": A name is empty"],
    [{ toolong: "x" }, "toolong: A name has at most 5 characters"],
    [{ a: 1 }, "a: A value is text"],
    [{ a: "1234" }, "a: A value has at most 3 characters"],
  ])("refuses %j", (value, problem) => expect(problems(value)).toEqual([problem]));
  it("tells what is wrong with each", () =>
    expect(problems({ a: 1, b: "1234", c: "x" })).toHaveLength(2));
});
