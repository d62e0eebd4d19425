import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { tableCompletion } from "./table-completion";

const offered = (code: string) => {
  const at = code.indexOf("|");
  const state = EditorState.create({ doc: code.replace("|", "") });
  const result = tableCompletion(() => ["sample.flights"])(new CompletionContext(state, at, false));
  return result && { from: result.from, labels: result.options.map(({ label }) => label) };
};

describe("tableCompletion", () => {
  it.each([
    'spark.sql("SELECT * FROM sam|")',
    "df = spark.table('sample.f|",
    'spark.sql("""\nSELECT 1\nFROM s|\n""")',
    'spark.sql(f"SELECT * FROM {x} JOIN sa|")',
    "%%sql\nSELECT * FROM sa|",
    'a = 1\nspark.read.table("s|")',
  ])("offers tables in %s", (code) => expect(offered(code)?.labels).toEqual(["sample.flights"]));

  it.each([
    'print("SELECT * FROM sam|")',
    'spark.sql("SELECT 1")\nsam|',
    'spark.sql("SELECT 1").sh|ow()',
    'spark.sql("|")',
  ])("offers nothing in %s", (code) => expect(offered(code)).toBeNull());

  it("replaces the whole name", () =>
    expect(offered('spark.sql("x FROM sample.fl|")')?.from).toBe(18));
});
