import { invalidInput } from "../../protocol/errors";

/** What a new notebook holds: a valid ipynb without cells. */
export const EMPTY_NOTEBOOK = JSON.stringify({
  cells: [],
  metadata: {
    kernelspec: { display_name: "Athena PySpark", language: "python", name: "athena_pyspark" },
    language_info: { name: "python" },
  },
  nbformat: 4,
  nbformat_minor: 5,
});

type Members = Readonly<Record<string, unknown>>;

export type NotebookCell = {
  kind: "code" | "markdown" | "raw";
  source: string;
  /** As the file has them; of code cells only. */
  outputs: Members[];
};

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string | string[] =>
  typeof value === "string" ||
  (Array.isArray(value) && value.every((line) => typeof line === "string"));

/** Text of nbformat, which is one string or a list of lines. */
export const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join("") : typeof value === "string" ? value : "";

const KINDS: readonly unknown[] = ["code", "markdown", "raw"] satisfies NotebookCell["kind"][];
const OUTPUT_TYPES: readonly unknown[] = ["stream", "display_data", "execute_result", "error"];

/** @throws AthenaException naming the place in the file */
const requireThat = (condition: boolean, place: string): void => {
  if (!condition) throw invalidInput(`The payload is not a notebook of nbformat 4: ${place}.`);
};

function cellOf(value: unknown, place: string): NotebookCell {
  requireThat(isObject(value), `${place} is not an object`);
  const cell = value as Members;
  requireThat(KINDS.includes(cell.cell_type), `${place}.cell_type is not code, markdown or raw`);
  requireThat(isText(cell.source), `${place}.source is not text`);
  requireThat(isObject(cell.metadata), `${place}.metadata is not an object`);
  const kind = cell.cell_type as NotebookCell["kind"];
  const outputs = kind === "code" ? cell.outputs : [];
  requireThat(Array.isArray(outputs), `${place}.outputs is not a list`);
  for (const [index, output] of (outputs as unknown[]).entries()) {
    requireThat(
      isObject(output) && OUTPUT_TYPES.includes(output.output_type),
      `${place}.outputs[${index}].output_type is not one of ${OUTPUT_TYPES.join(", ")}`,
    );
  }
  return { kind, source: textOf(cell.source), outputs: outputs as Members[] };
}

/**
 * The cells of an ipynb document of nbformat 4.
 * @throws AthenaException INVALID_INPUT with the place that is wrong
 */
export function cellsOfNotebook(payload: string): NotebookCell[] {
  let document: unknown;
  try {
    document = JSON.parse(payload);
  } catch {
    throw invalidInput("The payload is not a notebook: it is not JSON.");
  }
  requireThat(isObject(document), "it is not an object");
  const { nbformat, nbformat_minor, metadata, cells } = document as Members;
  requireThat(nbformat === 4, "nbformat is not 4");
  requireThat(Number.isInteger(nbformat_minor), "nbformat_minor is not an integer");
  requireThat(isObject(metadata), "metadata is not an object");
  requireThat(Array.isArray(cells), "cells is not a list");
  return (cells as unknown[]).map((cell, index) => cellOf(cell, `cells[${index}]`));
}
