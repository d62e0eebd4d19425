"use client";

import { flushSync } from "react-dom";
import { EndPanel } from "@/components/data/end-panel";
import type { QueryDetail } from "@/lib/contracts/queries";
import { errorCategoryLabel, errorTypeMeaning } from "@/lib/domain/athena-errors";
import { queryStateFacts } from "@/lib/domain/queries";
import { retryableText } from "@/lib/domain/query-facts";
import { SQL_LINE_ID } from "./sql-panel";

type FailurePanelProps = {
  execution: QueryDetail["execution"];
  /** The line of the SQL that the reason names. */
  errorLine: number | undefined;
  /** Brings the SQL in which that line is the right one. */
  onShowLine: () => void;
};

/** Why there is no result: Athena's words, then its classification. */
export function FailurePanel({ execution, errorLine, onShowLine }: FailurePanelProps) {
  const { error, stateChangeReason } = execution;
  const { label, tone } = queryStateFacts(execution.state);
  const reason = stateChangeReason ?? error?.message;
  const secondMessage = error?.message !== reason ? error?.message : undefined;
  return (
    <EndPanel tone={tone} label={label} reason={reason} noReason="Athena gave no reason.">
      {secondMessage ? (
        <div>
          <h3 className="text-sm font-medium text-soft">Error message</h3>
          <p className="font-mono text-sm whitespace-pre-wrap wrap-anywhere">{secondMessage}</p>
        </div>
      ) : null}
      {errorLine === undefined ? null : (
        <a
          href={`#${SQL_LINE_ID}${errorLine}`}
          onClick={() => flushSync(onShowLine)}
          className="self-start rounded-sm text-accent underline underline-offset-2"
        >
          Line {errorLine} of the SQL
        </a>
      )}
      {error ? <Classification error={error} /> : null}
    </EndPanel>
  );
}

type ErrorProps = { error: NonNullable<QueryDetail["execution"]["error"]> };

function Classification({ error }: ErrorProps) {
  const { category, type, retryable } = error;
  const meaning = type === undefined ? undefined : errorTypeMeaning(type);
  const rows = [
    { label: "Category", value: category === undefined ? undefined : errorCategoryLabel(category) },
    {
      label: "Type",
      value:
        type === undefined ? undefined : `${type}, ${meaning ?? "a type that is not documented"}`,
    },
    { label: "Worth retrying", value: retryableText(retryable) },
  ];
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {rows.map(({ label, value }) => (
        <div key={label} className="flex gap-1.5">
          <dt className="text-soft">{label}</dt>
          <dd className={value === undefined ? "text-muted" : undefined}>
            {value ?? "not reported"}
          </dd>
        </div>
      ))}
    </dl>
  );
}
