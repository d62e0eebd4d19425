"use client";

import { Loader } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { JsonView } from "@/components/data/json-view";
import { QueryResults } from "@/components/data/query-results";
import { EmptyState } from "@/components/ui/empty-state";
import { RunningFor } from "@/components/ui/relative-time";
import { Tabs } from "@/components/ui/tabs";
import type { QueryDetail } from "@/lib/contracts/queries";
import { formatBytes } from "@/lib/domain/format";
import { queryStateFacts } from "@/lib/domain/queries";

const TABS = ["result", "json"] as const;

/** The evidence: the result, and everything as it was read. The chosen tab is in the address. */
export function QueryTabs({ detail }: { detail: QueryDetail }) {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(TABS).withDefault("result"));
  return (
    <Tabs
      value={tab}
      onChange={setTab}
      label="Evidence"
      tabs={[
        { value: "result", label: "Result", panel: <ResultPanel execution={detail.execution} /> },
        { value: "json", label: "JSON", panel: <JsonView value={detail} linesMax={400} /> },
      ]}
    />
  );
}

function ResultPanel({ execution }: Pick<QueryDetail, "execution">) {
  const { inFlight, label } = queryStateFacts(execution.state);
  const { id, state, statementType, substatementType, submittedAt, statistics } = execution;
  if (!inFlight)
    return (
      <QueryResults
        id={id}
        state={state}
        statementType={statementType}
        substatementType={substatementType}
      />
    );
  const scanned = statistics.dataScannedBytes;
  return (
    <EmptyState icon={<Loader aria-hidden className="spin-slow" />} title={label}>
      <p className="tabular-nums">
        {submittedAt === undefined ? null : <RunningFor since={submittedAt} />}
        {scanned === undefined ? null : ` · ${formatBytes(scanned)} scanned so far`}
      </p>
      <p>The result appears here when the query has succeeded.</p>
    </EmptyState>
  );
}
