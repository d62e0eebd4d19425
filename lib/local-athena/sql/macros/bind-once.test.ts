import { expect, test } from "vitest";
import { collectionTemplates } from "../translate/functions/collections";
import { jsonTemplates } from "../translate/functions/json";
import { mathTemplates } from "../translate/functions/math";
import { textTemplates } from "../translate/functions/text";
import { timeTemplates } from "../translate/functions/time";
import { bindOnce } from "./bind-once";
import { expandedWeight } from "./expansion";
import { macroExpansions } from "./macros";
import { asWritten, scanCalls } from "./scan-calls";

const DEPTH = 30;

/** How many tokens DuckDB would have to bind. */
const tokensOf = (sql: string): number =>
  scanCalls(
    sql,
    () => 1,
    (name, values) => ({
      text: asWritten(name, values),
      weight: expandedWeight(macroExpansions.get(name), values),
    }),
  ).weight;

const repeating = [...macroExpansions].flatMap(([name, { uses }]) =>
  uses.flatMap((count, index) => (count > 1 ? [[name, index, uses.length] as const] : [])),
);

test("macros that repeat arguments are known", () => {
  expect(macroExpansions.get("athena_substr")?.uses).toEqual([2, 3]);
  expect(macroExpansions.get("athena_to_integer")?.uses[0]).toBeGreaterThan(1);
  expect(macroExpansions.get("athena_distinct")?.uses).toEqual([1]);
});

test.each(repeating)("calls of %s in its parameter %i do not multiply", (name, index, count) => {
  let sql = "x";
  for (let depth = 0; depth < DEPTH; depth++) {
    const values = Array.from({ length: count }, (_, at) => (at === index ? sql : `y${at}`));
    sql = `${name}(${values.join(", ")})`;
  }
  expect(tokensOf(bindOnce(sql, macroExpansions))).toBeLessThan(DEPTH * 10_000);
});

test("text that is no call stays as it is", () => {
  const sql = `SELECT 'athena_substr(''(' AS "a(b", {'k': [1, 2]}, athena_substr(x."constructor", 2), f(a, (b)) FROM t`;
  expect(bindOnce(sql, macroExpansions)).toBe(sql);
});

test("templates repeat no argument: a macro does, whose calls are bound once", () => {
  const all = {
    ...collectionTemplates,
    ...jsonTemplates,
    ...mathTemplates,
    ...textTemplates,
    ...timeTemplates,
  };
  const repeats = Object.entries(all).filter(([, templates]) =>
    templates.some((template) => /\$(\d)[\s\S]*\$\1/.test(template)),
  );
  expect(repeats).toEqual([]);
});
