import Link from "next/link";
import type { ReactNode } from "react";
import { CopyableId } from "@/components/ui/copyable-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { ExactTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { QueryDetail } from "@/lib/contracts/queries";
import { formatDuration } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { isQueryInFlight, queryStateFacts } from "@/lib/domain/queries";
import { engineVersionText, resultReuseText, statementTypeText } from "@/lib/domain/query-facts";
import { countPlaceholders } from "@/lib/domain/sql-statements";
import { ResultFacts } from "./result-facts";

/** Every other fact that Athena reports of an execution. */
export function FactsPanel({ detail }: { detail: QueryDetail }) {
  const { execution } = detail;
  return (
    <div className="flex flex-col gap-5">
      <Section title="Execution">
        <ExecutionFacts execution={execution} />
      </Section>
      <Section title="Result">
        <ResultFacts execution={execution} />
      </Section>
      <Section title="Times">
        <TimeFacts execution={execution} />
      </Section>
    </div>
  );
}

type Props = Pick<QueryDetail, "execution">;

function ExecutionFacts({ execution }: Props) {
  const { workgroup, catalog, database, parameters, statistics, s3AccessGrants } = execution;
  const grants = s3AccessGrants?.enabled
    ? [
        { label: "Authentication", value: s3AccessGrants.authenticationType, none: "not reported" },
        {
          label: "User prefix",
          value: yesOrNo(s3AccessGrants.createUserLevelPrefix),
          none: "not reported",
        },
      ]
    : [];
  return (
    <DefinitionList
      rows={[
        {
          label: "Workgroup",
          value: (
            <Link
              href={links.queries({ workgroup })}
              title="Queries of this workgroup"
              className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
            >
              {workgroup}
            </Link>
          ),
        },
        { label: "Catalog", value: catalog, none: "not set" },
        { label: "Database", value: database, none: "not set" },
        {
          label: "Type",
          value: statementTypeText(execution.statementType, execution.substatementType),
          none: "not reported",
        },
        {
          label: "Engine",
          value: engineVersionText(execution.engineVersion),
          none: "not reported",
        },
        {
          label: "Parameters",
          value: parameters?.length ? <Parameters values={parameters} /> : undefined,
          copy: parameters?.length ? parameters.join("\n") : undefined,
          none: countPlaceholders(execution.sql) > 0 ? "not reported" : "none",
        },
        {
          label: "Result reuse",
          value: resultReuseText(execution.resultReuse, statistics.reusedPreviousResult),
        },
        {
          label: "Capacity",
          value: statistics.dpuCount === undefined ? undefined : `${statistics.dpuCount} DPU`,
          none: isQueryInFlight(execution.state) ? "not reported yet" : "on demand",
        },
        {
          label: "Access grants",
          value: s3AccessGrants && (s3AccessGrants.enabled ? "S3 Access Grants on" : "off"),
          none: "off",
        },
        ...grants,
      ]}
    />
  );
}

const yesOrNo = (flag: boolean | undefined) =>
  flag === undefined ? undefined : flag ? "yes" : "no";

function Parameters({ values }: { values: readonly string[] }): ReactNode {
  return (
    <ol className="flex max-h-50 list-decimal flex-col gap-0.5 overflow-auto pl-5.5 font-mono text-sm marker:text-muted">
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parameter is its place
        <li key={index} className="whitespace-pre-wrap wrap-anywhere">
          {value}
        </li>
      ))}
    </ol>
  );
}

function TimeFacts({ execution }: Props) {
  const { submittedAt, completedAt, state, statistics, stateChangeReason } = execution;
  const { inFlight, actions } = queryStateFacts(state);
  return (
    <DefinitionList
      rows={[
        {
          label: "Submitted",
          value:
            submittedAt === undefined ? undefined : (
              <ExactTime at={submittedAt} className="text-sm" />
            ),
          none: "not reported",
        },
        {
          label: "Completed",
          value:
            completedAt === undefined ? undefined : (
              <ExactTime at={completedAt} className="text-sm" />
            ),
          none: inFlight ? "not yet" : "not reported",
        },
        {
          label: "Athena's total",
          value: statistics.totalMs === undefined ? undefined : formatDuration(statistics.totalMs),
          none: inFlight ? "not reported yet" : "not reported",
        },
        { label: "State", value: state, mono: true },
        // The reason of a failure stands at the top of the page.
        ...(stateChangeReason && (inFlight || actions.includes("readResults"))
          ? [{ label: "State reason", value: stateChangeReason }]
          : []),
        {
          label: "Query id",
          value: <CopyableId id={execution.id} label="query id" />,
        },
      ]}
    />
  );
}
