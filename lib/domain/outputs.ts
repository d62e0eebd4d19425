/** Text as nbformat 4 keeps it: whole, or as lines that keep their line ends. */
export type MultilineText = string | string[];
/** One thing in several forms, by MIME type; binary forms are base64. */
export type MimeBundle = Record<string, unknown>;

export type StreamOutput = { output_type: "stream"; name: string; text: MultilineText };
export type ErrorOutput = {
  output_type: "error";
  ename: string;
  evalue: string;
  traceback: string[];
};
export type DisplayOutput = {
  output_type: "display_data" | "execute_result";
  data: MimeBundle;
  metadata?: Record<string, unknown> | undefined;
  execution_count?: number | null | undefined;
};
/** One output of a code cell in nbformat 4. */
export type Output = StreamOutput | ErrorOutput | DisplayOutput;

export const textOf = (text: MultilineText) => (typeof text === "string" ? text : text.join(""));

/** The outputs of an nbformat 4 list, as far as they can be read; what is none becomes text that says so. */
export function toOutputs(value: unknown): Output[] {
  return Array.isArray(value) ? value.map(toOutput) : [];
}

function toOutput(value: unknown): Output {
  const wire = isRecord(value) ? value : {};
  switch (wire.output_type) {
    case "stream":
      return {
        output_type: "stream",
        name: textIn(wire.name) || "stdout",
        text: multilineIn(wire.text),
      };
    case "error":
      return {
        output_type: "error",
        ename: textIn(wire.ename),
        evalue: textIn(wire.evalue),
        traceback: Array.isArray(wire.traceback) ? wire.traceback.map(textIn) : [],
      };
    case "display_data":
    case "execute_result":
      return {
        output_type: wire.output_type,
        data: isRecord(wire.data) ? wire.data : {},
        metadata: isRecord(wire.metadata) ? wire.metadata : undefined,
        ...(typeof wire.execution_count === "number"
          ? { execution_count: wire.execution_count }
          : {}),
      };
    default:
      return {
        output_type: "stream",
        name: "stderr",
        text: `An output of a kind that is not known: ${textIn(wire.output_type) || "none"}\n`,
      };
  }
}

/** How a form is drawn. */
export type OutputForm =
  | { kind: "table"; table: DataTable }
  | { kind: "picture"; mime: string; url: string; alt: string }
  | { kind: "markdown"; text: string }
  | { kind: "html"; text: string }
  | { kind: "latex"; text: string }
  | { kind: "plot"; value: unknown }
  | { kind: "json"; value: unknown }
  | { kind: "text"; text: string }
  /** `mimes`: what was sent instead of something that can be drawn. */
  | { kind: "unknown"; mimes: string[] };

/** Columns and rows as the result grid takes them. `rowCount`: all rows, where more exist than were sent. */
export type DataTable = {
  columns: { name: string; type: string }[];
  rows: (string | null)[][];
  rowCount: number | undefined;
};

const PICTURES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
const TABLE = "application/vnd.dataresource+json";

/** The best form of a bundle that can be drawn safely: tables and pictures first, HTML late, plain text last. */
export function formOf(bundle: MimeBundle): OutputForm {
  const table = tableOf(bundle[TABLE]);
  if (table) return { kind: "table", table };
  const alt = textForm(bundle, "text/plain") ?? "";
  for (const mime of PICTURES) {
    const base64 = textForm(bundle, mime)?.replace(/\s+/g, "");
    if (base64 && /^[A-Za-z0-9+/]+=*$/.test(base64))
      return { kind: "picture", mime, url: `data:${mime};base64,${base64}`, alt };
  }
  const svg = textForm(bundle, "image/svg+xml");
  if (svg !== undefined) {
    // As a picture an SVG runs no script and loads nothing.
    const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    return { kind: "picture", mime: "image/svg+xml", url, alt };
  }
  const markdown = textForm(bundle, "text/markdown");
  if (markdown !== undefined) return { kind: "markdown", text: markdown };
  const plot = Object.keys(bundle).find((mime) =>
    /^application\/vnd\.(plotly|vega|vegalite)\.v\d+/.test(mime),
  );
  if (plot !== undefined) return { kind: "plot", value: bundle[plot] };
  if (bundle["application/json"] !== undefined)
    return { kind: "json", value: bundle["application/json"] };
  const html = textForm(bundle, "text/html");
  if (html !== undefined) return { kind: "html", text: html };
  const latex = textForm(bundle, "text/latex");
  if (latex !== undefined) return { kind: "latex", text: latex };
  const plain = textForm(bundle, "text/plain");
  if (plain !== undefined) return { kind: "text", text: plain };
  return { kind: "unknown", mimes: Object.keys(bundle) };
}

/** A Tabular Data Resource (`schema.fields`, `data`) as the grid takes it; undefined for anything else. */
function tableOf(value: unknown): DataTable | undefined {
  if (!isRecord(value) || !Array.isArray(value.data)) return undefined;
  const { data, schema, total_rows: total } = value;
  const fields = isRecord(schema) && Array.isArray(schema.fields) ? schema.fields : undefined;
  const first = data.find(isRecord) ?? {};
  const columns = fields
    ? fields
        .filter(isRecord)
        .map((field) => ({ name: textIn(field.name), type: gridType(textIn(field.type)) }))
    : Object.keys(first).map((name) => ({ name, type: "" }));
  const rows = data.map((row: unknown) =>
    columns.map(({ name }, index) =>
      cellText(Array.isArray(row) ? row[index] : isRecord(row) ? row[name] : undefined),
    ),
  );
  return { columns, rows, rowCount: typeof total === "number" ? total : undefined };
}

/** Athena has no `number`; the grid aligns by Athena's types. */
const gridType = (type: string) => (type === "number" ? "double" : type);

const cellText = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

function textForm(bundle: MimeBundle, mime: string): string | undefined {
  const value = bundle[mime];
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.every((line) => typeof line === "string")
    ? value.join("")
    : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textIn = (value: unknown) => (typeof value === "string" ? value : "");
const multilineIn = (value: unknown): MultilineText =>
  Array.isArray(value) ? value.map(textIn) : textIn(value);
