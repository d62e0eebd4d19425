import type { NotebookCell } from "../operations/notebooks/ipynb";
import { type Html, html } from "../root-page/html";
import { STYLES } from "../root-page/styles";
import type { NotebookRecord } from "../state/notebooks";
import { renderOutput } from "./outputs";

const OWN_STYLES = `
.cell{margin:1.25rem 0}
.cell>pre{margin-bottom:.5rem}
.markdown{white-space:pre-wrap;overflow-wrap:anywhere}
.output{border-left:2px solid var(--line);padding-left:1rem}
.output pre{background:none;border:0;padding:0;user-select:text;-webkit-user-select:text}
.problem{color:var(--bad)}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--line);padding:.25rem .75rem .25rem 0;text-align:left;vertical-align:top}
img{max-width:100%;background:#fff}
`;

/** The whole look of these pages; allowed in their policy by the hash of this text. */
export const PAGE_STYLES = `${STYLES}${OWN_STYLES}`;

/** A complete page without scripts. */
export function renderPage(title: string, content: Html): string {
  const { markup: head } = html`<meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">`;
  return `<!doctype html><html lang="en"><head>${head}<style>${PAGE_STYLES}</style></head><body><main>${content.markup}</main></body></html>\n`;
}

function renderCell({ kind, source, outputs }: NotebookCell): Html {
  const body =
    kind === "markdown"
      ? html`<div class="markdown">${source}</div>`
      : html`<pre tabindex="0" aria-label="${kind === "code" ? "Code" : "Text"}">${source}</pre>`;
  const shown = outputs.map((output) => html`<div class="output">${renderOutput(output)}</div>`);
  return html`<section class="cell">${body}${shown}</section>`;
}

/** A notebook to read: code and outputs as they were saved last. */
export function renderNotebook(
  notebook: NotebookRecord,
  cells: readonly NotebookCell[],
  sessionId: string,
): string {
  const content = html`<header><h1>${notebook.name}</h1>
<p>A notebook of workgroup ${notebook.workGroup}, as it was saved on ${new Date(notebook.modifiedAt).toUTCString()}. Held open by session <code>${sessionId}</code>. local-athena shows it to read; cells are run through the API or from a console.</p></header>
${cells.length === 0 ? html`<p class="note">It has no cells.</p>` : cells.map(renderCell)}`;
  return renderPage(notebook.name, content);
}
