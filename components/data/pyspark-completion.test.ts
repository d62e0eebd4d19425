import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { namesIn, pysparkCompletion } from "./pyspark-completion";

const offered = (code: string, elsewhere: string[] = []) => {
  const context = new CompletionContext(EditorState.create({ doc: code }), code.length, false);
  const result = pysparkCompletion(() => elsewhere)(context);
  return result && { from: result.from, labels: result.options.map(({ label }) => label) };
};

describe("pysparkCompletion", () => {
  it("offers members after a dot, functions after F.", () => {
    expect(offered("df.gro")).toMatchObject({ from: 3 });
    expect(offered("df.gro")?.labels).toContain("groupBy");
    expect(offered("df.agg(F.")?.labels).toContain("collect_list");
    expect(offered("df.agg(F.")?.labels).not.toContain("groupBy");
  });

  it("offers names of other cells, and magics at the beginning of a line only", () => {
    expect(offered("fli", ["flights"])?.labels).toEqual(["spark", "flights"]);
    expect(offered("%%s")?.labels).toContain("%%sql");
    expect(offered("1 %")).toBeNull();
    expect(offered("x = ")).toBeNull();
  });
});

it("namesIn finds what code binds", () => {
  const code = `import os, numpy as np
from pyspark.sql import functions as F, Window
flights: int = 1
if flights == 2:
    inner = 3
def mean(x):
    return x
class Plane: pass
for row in flights: pass
delays = flights`;
  expect(namesIn(code)).toEqual([
    "os",
    "np",
    "F",
    "Window",
    "flights",
    "mean",
    "Plane",
    "row",
    "delays",
  ]);
});
