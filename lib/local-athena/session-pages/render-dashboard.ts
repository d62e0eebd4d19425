import { renderPage } from "../notebook-page/render";
import { type Html, html } from "../root-page/html";
import type { ExecutorRecord } from "../state/executors";
import type { SessionRecord } from "../state/sessions";

const time = (ms: number | undefined) => (ms === undefined ? "–" : new Date(ms).toISOString());
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

const fact = (name: string, value: string): Html => html`<dt>${name}</dt><dd>${value}</dd>`;

function table(label: string, heads: readonly string[], rows: readonly string[][]): Html {
  const head = heads.map((name) => html`<th scope="col">${name}</th>`);
  const body = rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<div class="wide" tabindex="0" role="group" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

const executorRow = (executor: ExecutorRecord, now: number) => [
  executor.id,
  executor.type,
  executor.state,
  String(executor.sizeDpus),
  time(executor.startedAt),
  seconds((executor.endedAt ?? now) - executor.startedAt),
];

function settings({ engineConfiguration, monitoring }: SessionRecord): string[][] {
  const properties = (engineConfiguration.Classifications ?? []).flatMap(
    ({ Name, Properties = {} }) =>
      Object.entries(Properties).map(([key, value]) => [`${Name}: ${key}`, value]),
  );
  const logging = Object.entries(monitoring ?? {}).map(([name, value]) => [
    name,
    JSON.stringify(value),
  ]);
  return [
    ["MaxConcurrentDpus", String(engineConfiguration.MaxConcurrentDpus)],
    ...properties,
    ...logging,
  ];
}

/** A session of Spark 3.5 as a page: its state, its executors, its settings. */
export function renderDashboard(
  session: SessionRecord,
  executors: readonly ExecutorRecord[],
  dpuMs: number,
  now: number,
): string {
  const heads = ["Executor", "Type", "State", "DPUs", "Start", "Lifetime"];
  const rows = executors.map((executor) => executorRow(executor, now));
  return renderPage(
    `Session ${session.id}`,
    html`<header><h1>Session <span class="state">${session.state}</span></h1>
<p>What local-athena knows of a session of ${session.engineVersion}. No Spark runs here, so there are no jobs and no stages to show.</p></header>
<dl>${[
      fact("Session", session.id),
      fact("Workgroup", session.workGroup),
      fact("Description", session.description ?? "–"),
      fact("Start", time(session.startedAt)),
      fact("Last change", time(session.modifiedAt)),
      fact("Idle since", time(session.idleSince)),
      fact("End", time(session.endedAt)),
      fact("Reason", session.reason ?? "–"),
      fact("Idle timeout", `${session.idleTimeoutMinutes} min`),
      fact("DPU time", seconds(dpuMs)),
    ]}</dl>
<h2>Executors</h2>
${table("Executors", heads, rows)}
<h2>Settings</h2>
${table("Settings", ["Setting", "Value"], settings(session))}`,
  );
}
