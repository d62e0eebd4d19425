import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";
import { aggregateTemplates } from "../translate/functions/aggregates";
import { collectionTemplates } from "../translate/functions/collections";
import { jsonTemplates } from "../translate/functions/json";
import { mathTemplates } from "../translate/functions/math";
import { textTemplates } from "../translate/functions/text";
import { timeTemplates } from "../translate/functions/time";
import { listedFunctions } from "./listed/functions";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

const names = [...new Set(listedFunctions.map((listed) => listed.name))];

test("every listed function exists", async () => {
  const missing: string[] = [];
  for (const name of names) {
    const reason = await athena.query(`SELECT ${name}()`).then(
      () => "",
      (error: Error) => error.message,
    );
    if (/not registered|Function \w+ is not supported/.test(reason)) missing.push(name);
  }
  expect(missing).toEqual([]);
});

test("every function of the tables is listed, but for what the grammar makes of its own", () => {
  const tables = [
    aggregateTemplates,
    collectionTemplates,
    jsonTemplates,
    mathTemplates,
    textTemplates,
    timeTemplates,
  ];
  const called = tables.flatMap((table) => Object.keys(table));
  expect(called.filter((name) => !names.includes(name))).toEqual(["coalesce"]);
});

test("a line names its types, its kind and whether it always gives the same", () => {
  const random = listedFunctions.filter((listed) => listed.name === "random");
  expect(random[0]).toEqual({
    name: "random",
    returnType: "double",
    argumentTypes: "",
    functionType: "scalar",
    deterministic: false,
    description: "A pseudo-random value",
  });
  const forms = listedFunctions.filter((listed) => listed.name === "split_to_multimap");
  expect(forms.map((form) => [form.returnType, form.argumentTypes])).toEqual([
    ["map(varchar,array(varchar))", "varchar, varchar, varchar"],
  ]);
  expect(listedFunctions.every((listed) => listed.name !== "" && listed.returnType !== "")).toBe(
    true,
  );
  expect(listedFunctions.find((listed) => listed.name === "rank")?.functionType).toBe("window");
});
