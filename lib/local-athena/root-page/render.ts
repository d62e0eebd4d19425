import { SYNTHETIC_WORKGROUP } from "../seed/synthetic-executions";
import type { ExecutionState } from "../state/execution-record";
import type { ExecutionTotal } from "../state/execution-totals";
import { usageExamples } from "./examples";
import type { Holdings } from "./holdings";
import { type Html, html } from "./html";
import { STYLES } from "./styles";

const ROWS_MAX = 8;
const STATES: ExecutionState[] = ["QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"];
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%234b5bd6' d='M8 1 1 5v1h14V5zM3 7v5H2v2h12v-2h-1V7h-2v5H9V7H7v5H5V7z'/%3E%3C/svg%3E";

const number = (value: number) => value.toLocaleString("en-US");

function size(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1_000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

type Row = { name: string; count: string };

function card(title: string, count: number, rows: readonly Row[]): Html {
  const shown = rows.slice(0, ROWS_MAX);
  const items = shown.map((row) => html`<li><span>${row.name}</span><b>${row.count}</b></li>`);
  if (rows.length > ROWS_MAX)
    items.push(html`<li><span>and ${number(rows.length - ROWS_MAX)} more</span></li>`);
  const list = items.length === 0 ? html`` : html`<ul>${items}</ul>`;
  return html`<section class="card"><strong>${number(count)}</strong><span>${title}</span>${list}</section>`;
}

const sum = (totals: readonly ExecutionTotal[]) =>
  totals.reduce((all, { count }) => all + count, 0);

function executionsCard(totals: readonly ExecutionTotal[]): Html {
  const rows: { name: string; count: number }[] = STATES.map((state) => ({
    name: state,
    count: sum(totals.filter((total) => total.state === state)),
  })).filter(({ count }) => count > 0);
  const synthetic = sum(totals.filter(({ workGroup }) => workGroup === SYNTHETIC_WORKGROUP));
  if (synthetic > 0) rows.push({ name: "of them synthetic, never run", count: synthetic });
  return card(
    "query executions",
    sum(totals),
    rows.map(({ name, count }) => ({ name, count: number(count) })),
  );
}

function workGroupsCard({ workGroups, totals }: Holdings): Html {
  const rows = workGroups.map((name) => ({
    name,
    count: number(sum(totals.filter(({ workGroup }) => workGroup === name))),
  }));
  return card("workgroups, with their executions", workGroups.length, rows);
}

const databasesCard = ({ databases }: Holdings) =>
  card(
    "databases, with their tables and views",
    databases.length,
    databases.map(({ name, tables }) => ({ name, count: number(tables) })),
  );

/** A card for what only Spark workgroups have. */
const sparkCard = (title: string, rows: Holdings["sessions"]) =>
  card(
    title,
    rows.reduce((all, { count }) => all + count, 0),
    rows.map(({ name, count }) => ({ name, count: number(count) })),
  );

const bucketsCard = ({ buckets }: Holdings) =>
  card(
    "buckets, with their objects",
    buckets.length,
    buckets.map(({ name, count, atLeast }) => ({
      name,
      count: `${number(count)}${atLeast ? " or more" : ""}`,
    })),
  );

function switchesText({ control, requestRates }: Holdings["switches"]): string {
  const on = [
    ...(control ? ["control endpoint at /_athenaeum/control"] : []),
    ...(requestRates ? ["Athena's request rates"] : []),
  ];
  return on.length === 0 ? "nothing" : on.join(", ");
}

/** The page as a person sees it at the root: complete in itself, no scripts. */
export function renderRootPage(holdings: Holdings): string {
  const { state, progress, url } = holdings;
  const examples = usageExamples(url, holdings.region).map(
    ({ title, text }) =>
      html`<h3>${title}</h3><pre tabindex="0" aria-label="${title}">${text}</pre>`,
  );
  const { markup: head } = html`<meta charset="utf-8"><title>local-athena</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="${ICON}">`;
  const { markup: body } = html`<main>
<header><h1>local-athena <span class="state ${state}">${state}</span></h1>
<p>Amazon Athena and S3 for one machine: the API of the real service, with SQL on DuckDB, Spark's calculations in a Python of their own, and objects as plain files. Part of Athenaeum.</p>
<p>${state === "ready" ? "" : progress}</p></header>
<dl>
<dt>Endpoint of Athena and S3</dt><dd><code>${url}</code></dd>
<dt>Region</dt><dd><code>${holdings.region}</code></dd>
<dt>Account</dt><dd><code>${holdings.accountId}</code></dd>
<dt>Version</dt><dd>${holdings.version}</dd>
<dt>Data folder</dt><dd><code>${holdings.dataDir}</code>, history and catalog ${size(holdings.stateBytes)}</dd>
<dt>Switched on for tests</dt><dd>${switchesText(holdings.switches)}</dd>
</dl>
<h2>What it holds now</h2>
<div class="grid">${[
    executionsCard(holdings.totals),
    workGroupsCard(holdings),
    sparkCard("Spark sessions that have not ended", holdings.sessions),
    sparkCard("notebooks", holdings.notebooks),
    databasesCard(holdings),
    bucketsCard(holdings),
  ]}</div>
<h2>How to use it</h2>
<p>Any client written against AWS works with its endpoint set. One click selects a whole block. Any key pair will do; signatures are verified for the pair that the start names.</p>
${examples}
<h2>More</h2>
<p>What it can and cannot do, faults and pace for tests, and histories of any size are in <code>docs/local-athena.md</code>; the console's own guide is <code>README.md</code>. The calls are those of the <a href="https://docs.aws.amazon.com/athena/latest/APIReference/Welcome.html" rel="noreferrer">Athena API reference</a>.</p>
<p class="note">Health as JSON: <a href="/_athenaeum/health">/_athenaeum/health</a></p>
</main>`;
  return `<!doctype html><html lang="en"><head>${head}<style>${STYLES}</style></head><body>${body}</body></html>\n`;
}
