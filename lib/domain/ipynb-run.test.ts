import { describe, expect, it } from "vitest";
import { emptyNotebook, parseNotebook, serializeNotebook } from "./ipynb";
import { insertCells, newCell } from "./ipynb-edit";
import {
  beginRun,
  cellsInFlight,
  outputsOfRun,
  type RunOutput,
  runOf,
  STREAM_CHARS_MAX,
  setRunOutputs,
} from "./ipynb-run";

const notebook = insertCells(emptyNotebook(), 0, [
  newCell("a"),
  newCell("b"),
  newCell("m", "markdown"),
]);
const run = { calculationId: "c1", sessionId: "s1" };
const quiet: RunOutput = {
  stdout: "",
  stderr: "",
  displays: [],
  endState: "COMPLETED",
  reason: undefined,
};
const saved = (document: typeof notebook) => parseNotebook(serializeNotebook(document));

describe("a run of a cell", () => {
  it("is kept with the notebook until it has ended", () => {
    const begun = saved(beginRun(notebook, "a", run));
    expect(cellsInFlight(begun)).toEqual([{ id: "a", ...run, inFlight: true }]);
    const outputs = outputsOfRun({ ...quiet, stdout: "1\n" });
    const ended = saved(
      setRunOutputs(begun, "a", { calculationId: "c1", inFlight: false }, outputs),
    );
    expect(cellsInFlight(ended)).toEqual([]);
    expect(ended.cells[0]).toMatchObject({ outputs, executionCount: 1 });
    expect(ended.cells[0] && runOf(ended.cells[0])).toEqual({ ...run, inFlight: false });
  });

  it("is not overwritten by the end of an older one", () => {
    const again = beginRun(beginRun(notebook, "a", run), "a", { ...run, calculationId: "c2" });
    expect(setRunOutputs(again, "a", { calculationId: "c1", inFlight: false }, [])).toBe(again);
  });

  it("counts within its session", () => {
    const both = beginRun(beginRun(notebook, "a", run), "b", { ...run, calculationId: "c2" });
    expect(both.cells.map(({ executionCount }) => executionCount)).toEqual([1, 2, null]);
    const later = beginRun(both, "a", { calculationId: "c3", sessionId: "s2" });
    expect(later.cells[0]?.executionCount).toBe(1);
  });
});

describe("outputsOfRun", () => {
  it("puts text first, then what was displayed, then what went wrong", () => {
    const outputs = outputsOfRun({
      ...quiet,
      stdout: "a\nb",
      stderr: "careful\n",
      displays: [{ output_type: "display_data", data: { "text/plain": "x" } }],
    });
    expect(outputs).toEqual([
      { output_type: "stream", name: "stdout", text: ["a\n", "b"] },
      { output_type: "display_data", data: { "text/plain": "x" }, metadata: {} },
      { output_type: "stream", name: "stderr", text: ["careful\n"] },
    ]);
  });

  it.each([
    [
      `File "<stdin>", line 2, in <module>\nNameError: name 'foobar' is not defined\n`,
      "NameError",
      "name 'foobar' is not defined",
    ],
    [
      `a warning\nFile "<stdin>", line 1, in <module>\n  File "x.py", line 3, in f\n    raise E\npyspark.errors.AnalysisException: [X] no;\n'Project [y]\n`,
      "pyspark.errors.AnalysisException",
      "[X] no;\n'Project [y]",
    ],
    [`File "<stdin>", line 1, in <module>\nKeyboardInterrupt\n`, "KeyboardInterrupt", ""],
    ["something else happened!\n", "Failed", "something else happened!"],
  ])("reads the exception of %j", (stderr, ename, evalue) => {
    expect(outputsOfRun({ ...quiet, stderr, endState: "FAILED" })).toEqual([
      { output_type: "error", ename, evalue, traceback: stderr.trimEnd().split("\n") },
    ]);
  });

  it("says why it failed or was canceled without a word on stderr", () => {
    expect(outputsOfRun({ ...quiet, endState: "FAILED", reason: "gone" })).toEqual([
      { output_type: "error", ename: "Failed", evalue: "gone", traceback: [] },
    ]);
    expect(outputsOfRun({ ...quiet, endState: "CANCELED" })).toMatchObject([{ ename: "Canceled" }]);
  });

  it("keeps the beginning of endless text", () => {
    const [only] = outputsOfRun({ ...quiet, stdout: "x".repeat(STREAM_CHARS_MAX + 1) });
    const text = only?.text;
    expect(Array.isArray(text) && text.at(-1)).toMatch(/the rest of stdout/);
  });
});
