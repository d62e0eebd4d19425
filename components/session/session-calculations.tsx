"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { CalculationOutput } from "@/components/data/text-stream/calculation-output";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { calculationsOptions } from "@/lib/client/calculations";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { calculationStateFacts, isCalculationInFlight } from "@/lib/domain/calculations";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { isSessionInFlight } from "@/lib/domain/sessions";
import { CalculationLine } from "./calculation-line";

/** What was calculated in the session, newest first, and the output of what runs. */
export function SessionCalculations({ session }: Pick<SessionDetail, "session">) {
  const list = useInfiniteQuery(calculationsOptions(session.id));
  const { data, error, isPending, hasNextPage, isFetchingNextPage, refetch } = list;
  useReadOnChange(session.lastModifiedAt, refetch);
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const newest = rows.find((row) => isCalculationInFlight(row.state)) ?? rows[0];
  const running = newest !== undefined && isCalculationInFlight(newest.state);
  return (
    <>
      <Section
        title="Calculations"
        meta={
          rows.length > 0 ? `${formatCount(rows.length)}${hasNextPage ? " newest" : ""}` : undefined
        }
      >
        {error && !data ? (
          <Banner tone="warn">The calculations could not be read: {error.message}</Banner>
        ) : isPending ? (
          <Skeleton className="h-28 w-full rounded-lg" />
        ) : rows.length === 0 ? (
          <p className="text-muted">
            {isSessionInFlight(session.state)
              ? "Nothing was calculated yet."
              : "Nothing was calculated in this session."}
          </p>
        ) : (
          <ul className="divide-y overflow-hidden rounded-lg border bg-raised">
            {rows.map((row) => (
              <CalculationLine key={row.id} row={row} />
            ))}
          </ul>
        )}
        {hasNextPage ? (
          <div>
            <Button size="sm" loading={isFetchingNextPage} onClick={() => list.fetchNextPage()}>
              Show older calculations
            </Button>
          </div>
        ) : null}
      </Section>
      {newest ? (
        <Section
          title={running ? "Output of the running one" : "Output of the last one"}
          meta={calculationStateFacts(newest.state).label.toLowerCase()}
          actions={
            <LinkButton size="sm" variant="ghost" href={links.calculation(newest.id)}>
              Open calculation
            </LinkButton>
          }
        >
          <CalculationOutput id={newest.id} stream="stdout" inFlight={running} />
          {newest.state === "FAILED" ? (
            <CalculationOutput id={newest.id} stream="stderr" inFlight={false} />
          ) : null}
        </Section>
      ) : null}
    </>
  );
}

/** A session changes its state when a calculation begins or ends in it, whoever started that. */
function useReadOnChange(lastModifiedAt: number | undefined, read: () => unknown) {
  const known = useRef(lastModifiedAt);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    if (known.current === lastModifiedAt) return;
    known.current = lastModifiedAt;
    latest.current();
  }, [lastModifiedAt]);
}
