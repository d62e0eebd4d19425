import type { QueryExecution } from "./queries";
import { summarizeSql } from "./sql-text";

/** `DML, SELECT` */
export const statementTypeText = (type: string | undefined, subtype: string | undefined) =>
  [type, subtype].filter(Boolean).join(", ") || undefined;

/** The version that ran; what was chosen only where it says something else, such as AUTO. */
export function engineVersionText(
  version: Partial<NonNullable<QueryExecution["engineVersion"]>> | undefined,
): string | undefined {
  const { selected, effective } = version ?? {};
  if (effective === undefined) return selected;
  return selected === undefined || selected === effective
    ? effective
    : `${effective} (chosen: ${selected})`;
}

/** `off`, `up to 60 min old`, and whether a result was in fact reused. */
export function resultReuseText(
  reuse: { enabled: boolean; maxAgeMinutes?: number | undefined } | undefined,
  reusedPreviousResult: boolean | undefined,
): string {
  if (reusedPreviousResult) return "reused a previous result";
  if (!reuse?.enabled) return "off";
  // Athena's own default (reference 4.2).
  const limit = `up to ${reuse.maxAgeMinutes ?? 60} min old`;
  return reusedPreviousResult === false ? `${limit}; not reused` : limit;
}

/** The first words of a statement and its state, for the browser's tab. */
export const executionTitle = (sql: string, stateLabel: string) =>
  `${summarizeSql(sql, 40)} · ${stateLabel}`;

/** AthenaError.Retryable in words. */
export function retryableText(retryable: boolean | undefined): string | undefined {
  if (retryable === undefined) return undefined;
  return retryable
    ? "yes, the same query may succeed when run again"
    : "no, the same query will fail again";
}
