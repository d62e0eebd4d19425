import { jsonErrorAt } from "./ipynb-json";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [member: string]: Json };

export const CELL_KINDS = ["code", "markdown", "raw"] as const;
export type CellKind = (typeof CELL_KINDS)[number];

/** A cell of nbformat 4. `json` is the cell as it was read: what nobody edits is written back from it. */
export type NotebookCell = {
  id: string;
  kind: CellKind;
  source: string;
  /** nbformat outputs, untouched; empty for anything but code. */
  outputs: readonly JsonObject[];
  executionCount: number | null;
  json: JsonObject;
};

/** A notebook of nbformat 4.`minor`. `json` holds every member of the document besides its cells. */
export type NotebookDocument = {
  minor: number;
  cells: readonly NotebookCell[];
  json: JsonObject;
};

/** Why a text is no notebook: `message` says what and where. */
export class NotebookFormatError extends Error {
  override name = "NotebookFormatError";
}

/** The newest minor version of nbformat 4, and the first in which cells have ids. */
export const NBFORMAT_MINOR = 5;
const MAJOR = 4;
const CELL_ID = /^[\w-]{1,64}$/;

/**
 * Reads ipynb text of nbformat 4.0 to 4.5. Members that it does not know are kept, members that are merely
 * missing get their empty value. @throws NotebookFormatError with the line, or the path within the document
 */
export function parseNotebook(text: string): NotebookDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new NotebookFormatError(`This is not JSON: ${jsonErrorAt(text)}`);
  }
  if (!isObject(json)) throw wrong("the document", "an object");
  const minor = minorOf(json);
  const { cells: wireCells = [], ...rest } = json;
  if (!Array.isArray(wireCells)) throw wrong("cells", "a list");
  const metadata = rest.metadata ?? {};
  if (!isObject(metadata)) throw wrong("metadata", "an object");
  const cells = wireCells.map((cell, index) => readCell(cell, `cells[${index}]`));
  return { minor, cells: withIds(cells), json: { ...rest, metadata } };
}

/** A notebook without cells. */
export const emptyNotebook = (): NotebookDocument => ({
  minor: NBFORMAT_MINOR,
  cells: [],
  json: { metadata: {}, nbformat: MAJOR, nbformat_minor: NBFORMAT_MINOR },
});

/** The document as JSON: equal to what was read where nothing was edited. Ids exist since 4.5. */
export function toIpynb(notebook: NotebookDocument): JsonObject {
  const { minor, cells, json } = notebook;
  return {
    cells: cells.map((cell) => writeCell(cell, minor)),
    ...json,
    nbformat: MAJOR,
    nbformat_minor: minor,
  };
}

/** ipynb text as Jupyter writes it: one blank a level, a line break at the end. */
export const serializeNotebook = (notebook: NotebookDocument) =>
  `${JSON.stringify(toIpynb(notebook), null, 1)}\n`;

/** Texts of nbformat are one string or a list of lines that keep their line breaks. */
export const joinedText = (value: Json | undefined): string =>
  Array.isArray(value) ? value.join("") : typeof value === "string" ? value : "";

/** The list of lines that Jupyter writes. */
export const toLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function minorOf(json: JsonObject): number {
  const { nbformat, nbformat_minor: minor = 0 } = json;
  if (nbformat === undefined)
    throw new NotebookFormatError("This is JSON, but no notebook: it has no member nbformat");
  if (typeof nbformat !== "number" || !Number.isInteger(nbformat))
    throw wrong("nbformat", "a whole number");
  if (nbformat !== MAJOR)
    throw new NotebookFormatError(
      `This notebook has nbformat ${nbformat}; nbformat 4 is read. Open and save it with a newer Jupyter first`,
    );
  if (typeof minor !== "number" || !Number.isInteger(minor) || minor < 0)
    throw wrong("nbformat_minor", "a whole number");
  if (minor > NBFORMAT_MINOR)
    throw new NotebookFormatError(
      `This notebook has nbformat 4.${minor}; up to 4.${NBFORMAT_MINOR} is read`,
    );
  return minor;
}

function readCell(json: Json, path: string): NotebookCell {
  if (!isObject(json)) throw wrong(path, "an object");
  const kind = CELL_KINDS.find((known) => known === json.cell_type);
  if (!kind) throw wrong(`${path}.cell_type`, CELL_KINDS.join(", "));
  if (!isObject(json.metadata ?? {})) throw wrong(`${path}.metadata`, "an object");
  const source = textOf(json.source ?? "", `${path}.source`);
  const id = typeof json.id === "string" && CELL_ID.test(json.id) ? json.id : "";
  const { attachments } = json;
  if (
    attachments !== undefined &&
    !(isObject(attachments) && Object.values(attachments).every(isObject))
  )
    throw wrong(`${path}.attachments`, "an object of objects");
  if (kind !== "code") return { id, kind, source, outputs: [], executionCount: null, json };
  const outputs = json.outputs ?? [];
  if (!Array.isArray(outputs)) throw wrong(`${path}.outputs`, "a list");
  return {
    id,
    kind,
    source,
    outputs: outputs.map((output, index) => readOutput(output, `${path}.outputs[${index}]`)),
    executionCount: countOf(json.execution_count, `${path}.execution_count`),
    json,
  };
}

function readOutput(json: Json, path: string): JsonObject {
  if (!isObject(json)) throw wrong(path, "an object");
  switch (json.output_type) {
    case "stream":
      if (typeof json.name !== "string") throw wrong(`${path}.name`, "a text");
      textOf(json.text ?? null, `${path}.text`);
      return json;
    case "error":
      for (const member of ["ename", "evalue"])
        if (typeof json[member] !== "string") throw wrong(`${path}.${member}`, "a text");
      if (!isTextList(json.traceback)) throw wrong(`${path}.traceback`, "a list of texts");
      return json;
    case "execute_result":
    case "display_data":
      if (!isObject(json.data)) throw wrong(`${path}.data`, "an object");
      if (!isObject(json.metadata ?? {})) throw wrong(`${path}.metadata`, "an object");
      if (json.output_type === "execute_result")
        countOf(json.execution_count, `${path}.execution_count`);
      return { ...json, metadata: json.metadata ?? {} };
    default:
      throw wrong(`${path}.output_type`, "stream, display_data, execute_result, error");
  }
}

function countOf(value: Json | undefined, path: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
    throw wrong(path, "a whole number or null");
  return value;
}

function textOf(value: Json, path: string): string {
  if (typeof value === "string" || isTextList(value)) return joinedText(value);
  throw wrong(path, "a text or a list of texts");
}

const isTextList = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.every((line) => typeof line === "string");

/** Missing, malformed and repeated ids become ids of the place: a link to a cell means the same to everyone. */
function withIds(cells: NotebookCell[]): NotebookCell[] {
  const taken = new Set(cells.map((cell) => cell.id));
  const seen = new Set<string>();
  return cells.map((cell, index) => {
    if (cell.id !== "" && !seen.has(cell.id)) {
      seen.add(cell.id);
      return cell;
    }
    let id = `cell-${index + 1}`;
    while (taken.has(id)) id = `${id}-`;
    taken.add(id);
    return { ...cell, id };
  });
}

function writeCell(cell: NotebookCell, minor: number): JsonObject {
  const { outputs: _outputs, execution_count: _count, ...rest } = cell.json;
  const written: JsonObject = {
    ...rest,
    cell_type: cell.kind,
    metadata: rest.metadata ?? {},
    source: joinedText(rest.source) === cell.source ? (rest.source ?? "") : toLines(cell.source),
  };
  if (minor >= NBFORMAT_MINOR) written.id = cell.id;
  if (cell.kind === "code") {
    // Code cells have no attachments in nbformat 4.
    delete written.attachments;
    written.execution_count = cell.executionCount;
    written.outputs = cell.outputs.map((output) => withCount(output));
  }
  return written;
}

/** A result must name its execution count, be it null. */
const withCount = (output: JsonObject): JsonObject =>
  output.output_type === "execute_result" && output.execution_count === undefined
    ? { ...output, execution_count: null }
    : output;

const wrong = (path: string, expected: string) =>
  new NotebookFormatError(`This is no valid notebook: ${path} must be ${expected}`);
