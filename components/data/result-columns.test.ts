import { expect, it } from "vitest";
import { initialWidths, isNumeric, rowAsText } from "./result-columns";

it.each([
  ["bigint", true],
  ["decimal(10,2)", true],
  ["integer", true],
  ["double", true],
  ["varchar(12)", false],
  ["interval day to second", false],
  ["row(n integer)", false],
  ["array(double)", false],
])("%s is numeric: %s", (type, expected) => {
  expect(isNumeric(type)).toBe(expected);
});

it("widths follow the longest of name, type and values, within bounds", () => {
  const columns = [
    { name: "a", type: "int" },
    { name: "b", type: "varchar" },
    { name: "a_name_longer_than_its_values", type: "int" },
  ];
  const [narrow = 0, capped = 0, named = 0] = initialWidths(columns, [
    ["1", "x".repeat(9_000), "2"],
  ]);
  expect(narrow).toBe(64);
  expect(capped).toBe(360);
  expect(named).toBeGreaterThan(200);
});

it("a copied row keeps its cells apart whatever is in them", () => {
  expect(rowAsText(["a\tb", null, "two\nlines", ""])).toBe("a b\t\ttwo lines\t");
});
