import { stripVTControlCharacters } from "node:util";
import { textOf } from "../operations/notebooks/ipynb";
import { type Html, html } from "../root-page/html";

type Members = Readonly<Record<string, unknown>>;

const PICTURES = ["image/png", "image/jpeg", "image/gif"];
const TABLE = "application/vnd.dataresource+json";
const TABLE_ROWS_MAX = 200;

const cellText = (value: unknown) =>
  value === null || value === undefined
    ? ""
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** A table of the frictionless data resource form; undefined for anything else. */
function table(value: unknown): Html | undefined {
  const { schema, data } = (value ?? {}) as { schema?: { fields?: unknown }; data?: unknown };
  if (!Array.isArray(schema?.fields) || !Array.isArray(data)) return undefined;
  const names = (schema.fields as Members[]).map((field) => cellText(field.name));
  const rows = (data as Members[]).slice(0, TABLE_ROWS_MAX).map((row) => {
    const cells = names.map((name) => html`<td>${cellText(row[name])}</td>`);
    return html`<tr>${cells}</tr>`;
  });
  const heads = names.map((name) => html`<th scope="col">${name}</th>`);
  const left = data.length - rows.length;
  const rest = left > 0 ? html`<p class="note">and ${left} more rows</p>` : html``;
  return html`<div class="wide" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>${rest}`;
}

const picture = (type: string, base64: string) =>
  html`<img alt="Output of the cell" src="data:${type};base64,${base64.replace(/\s/g, "")}">`;

/** The richest form of a MIME bundle that can do no harm here: never HTML. */
function bundle(data: Members): Html {
  const drawn = table(data[TABLE]);
  if (drawn) return drawn;
  const type = PICTURES.find((one) => data[one] !== undefined);
  if (type !== undefined) return picture(type, textOf(data[type]));
  const svg = textOf(data["image/svg+xml"]);
  // Inside an image element SVG runs no scripts and loads nothing.
  if (svg) return picture("image/svg+xml", Buffer.from(svg).toString("base64"));
  const plain = data["text/plain"] ?? data["text/markdown"];
  if (plain !== undefined) return html`<pre tabindex="0">${textOf(plain)}</pre>`;
  return html`<p class="note">Not shown here: ${Object.keys(data).join(", ")}</p>`;
}

/** One output of a code cell (nbformat 4), without scripts and without the author's HTML. */
export function renderOutput(output: Members): Html {
  if (output.output_type === "stream")
    return html`<pre tabindex="0" class="${output.name === "stderr" ? "problem" : ""}">${stripVTControlCharacters(textOf(output.text))}</pre>`;
  if (output.output_type === "error") {
    const traceback = Array.isArray(output.traceback) ? output.traceback.join("\n") : "";
    const text = traceback || `${cellText(output.ename)}: ${cellText(output.evalue)}`;
    return html`<pre tabindex="0" class="problem">${stripVTControlCharacters(text)}</pre>`;
  }
  return bundle((output.data ?? {}) as Members);
}
