"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, Download, FileX, Table2 } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { CallError } from "@/lib/client/call";
import { queryResultsOptions } from "@/lib/client/queries";
import { links } from "@/lib/domain/links";
import { queryStateFacts } from "@/lib/domain/queries";
import { extentText, linesText, outcomeOf } from "@/lib/domain/query-outcome";
import { PlainText } from "./plain-text";
import { QueryResultsSkeleton } from "./query-results-skeleton";
import { ResultGrid } from "./result-grid";
import { SqlCode } from "./sql-code";

type QueryResultsProps = {
  id: string;
  statementType: string | undefined;
  substatementType: string | undefined;
  /** Only a state with results is asked for them. */
  state?: string;
  /** Where the result is downloaded from. */
  fileUrl?: string;
};

/** The result of an execution, whatever its statement gives: rows, a plan, a count, nothing. */
export function QueryResults({
  id,
  statementType,
  substatementType,
  state = "SUCCEEDED",
  ...rest
}: QueryResultsProps) {
  const { label, actions } = queryStateFacts(state);
  const readable = actions.includes("readResults");
  const { fileUrl = links.downloadResults(id) } = rest;
  const query = useInfiniteQuery({ ...queryResultsOptions(id), enabled: readable });
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const first = data?.pages[0];
  if (!readable) {
    return (
      <EmptyState icon={<Table2 aria-hidden />} title="No result">
        Only a succeeded query has a result; the state of this one is {label.toLowerCase()}.
      </EmptyState>
    );
  }
  if (!first)
    return error ? (
      <Unreadable error={error} onRetry={refetch} retrying={isFetching} />
    ) : (
      <QueryResultsSkeleton />
    );
  const outcome = outcomeOf({ statementType, substatementType }, first);
  if (outcome.kind === "none") return <NoRows title="This statement has no rows" />;
  if (outcome.kind === "written") return <NoRows title={outcome.text} />;
  const text = () => rows.map((row) => row[0] ?? "").join("\n");
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-2">
      <ResultBar
        extent={
          outcome.kind === "text"
            ? linesText(rows.length, hasNextPage)
            : extentText(rows.length, first.columns.length, hasNextPage)
        }
        fileUrl={fileUrl}
      />
      {outcome.kind === "rows" ? <ResultGrid columns={first.columns} rows={rows} /> : null}
      {outcome.kind === "text" && outcome.language === "plan" ? (
        <PlainText label="Query plan" text={text()} />
      ) : null}
      {outcome.kind === "text" && outcome.language === "sql" ? (
        <SqlCode sql={text()} label="Statement" />
      ) : null}
      {error ? <Banner tone="bad">The next rows could not be read: {error.message}</Banner> : null}
      {hasNextPage ? (
        <Button loading={isFetching} onClick={() => fetchNextPage()} className="self-start">
          Load next 1,000 rows
        </Button>
      ) : null}
    </div>
  );
}

function ResultBar({ extent, fileUrl }: { extent: ReactNode; fileUrl: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <p className="text-muted tabular-nums">{extent}</p>
      <LinkButton
        href={fileUrl}
        // A prefetch would read the whole file.
        prefetch={false}
        download
        variant="ghost"
        size="sm"
        icon={<Download aria-hidden />}
      >
        Download result
      </LinkButton>
    </div>
  );
}

function NoRows({ title }: { title: string }) {
  return <EmptyState icon={<CircleCheck aria-hidden />} title={title} />;
}

type UnreadableProps = { error: Error; onRetry: () => void; retrying: boolean };

function Unreadable({ error, onRetry, retrying }: UnreadableProps) {
  const code = error instanceof CallError ? error.code : undefined;
  if (code === "NOT_FOUND") {
    return (
      <EmptyState icon={<FileX aria-hidden />} title="The result is gone">
        <p className="wrap-anywhere">{error.message}</p>
        <p>The execution is kept longer than its result. Run the query again to get a new one.</p>
      </EmptyState>
    );
  }
  return (
    <ErrorState
      title={code === "FORBIDDEN" ? "You may not read this result" : "The result could not be read"}
      message={error.message}
      requestId={error instanceof CallError ? error.requestId : undefined}
      onRetry={code === "FORBIDDEN" ? undefined : onRetry}
      retrying={retrying}
    />
  );
}
