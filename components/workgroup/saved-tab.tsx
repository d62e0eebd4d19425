import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { SqlCode } from "@/components/data/sql-code";
import { SqlInline } from "@/components/data/sql-inline";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { workgroupContentsOptions } from "@/lib/client/workgroups";
import {
  type Contents,
  ContentsProblem,
  ContentsSkeleton,
  countOf,
  More,
  Nothing,
} from "./contents";

/** Saved queries and prepared statements of a SQL workgroup. */
export function SavedTab({ name }: { name: string }) {
  const { data, error, refetch, isFetching } = useQuery(workgroupContentsOptions(name));
  if (!data)
    return error ? (
      <ContentsProblem error={error} onRetry={refetch} retrying={isFetching} />
    ) : (
      <ContentsSkeleton />
    );
  return (
    <div className="flex flex-col gap-6">
      <Section title="Saved queries" meta={countOf(data, "savedQueries")}>
        <SavedQueries {...data} />
      </Section>
      <Section title="Prepared statements" meta={countOf(data, "preparedStatements")}>
        <PreparedStatements {...data} />
      </Section>
    </div>
  );
}

function SavedQueries({ savedQueries, unreadable }: Contents) {
  if (savedQueries.items.length === 0)
    return <Nothing part="savedQueries" unreadable={unreadable} text="No query is saved in it." />;
  return (
    <>
      <ul className="divide-y overflow-hidden rounded-lg border bg-raised">
        {savedQueries.items.map((query) => (
          <SavedQuery key={query.id} query={query} />
        ))}
      </ul>
      <More part={savedQueries} noun="saved queries" />
    </>
  );
}

type Query = Contents["savedQueries"]["items"][number];

/** One line; its whole text on demand. */
function SavedQuery({ query }: { query: Query }) {
  const [open, setOpen] = useState(false);
  const panelId = useId();
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 w-full min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-left -outline-offset-2 hover:bg-[color-mix(in_srgb,var(--ink)_3.5%,transparent)] md:flex-nowrap"
      >
        <ChevronRight aria-hidden className={open ? "size-3.5 rotate-90" : "size-3.5"} />
        <span
          title={query.name}
          className="min-w-0 truncate font-medium max-md:flex-1 max-md:basis-0 md:w-56 md:shrink-0"
        >
          {query.name}
        </span>
        <span className="shrink-0 text-muted md:w-28 md:truncate">{query.database ?? ""}</span>
        <span className="min-w-0 grow max-md:basis-full">
          <SqlInline sql={query.sql} />
        </span>
      </button>
      {open ? (
        <div id={panelId} className="flex flex-col gap-2 px-3 pt-1 pb-3 md:pl-9.5">
          {query.description ? (
            <p className="max-w-[72ch] text-soft wrap-anywhere">{query.description}</p>
          ) : null}
          <SqlCode sql={query.sql} label={`SQL of ${query.name}`} />
          <p className="text-sm text-muted">
            Saved query <CopyableId id={query.id} label="saved query id" />
          </p>
        </div>
      ) : null}
    </li>
  );
}

function PreparedStatements({ preparedStatements, unreadable }: Contents) {
  if (preparedStatements.items.length === 0)
    return (
      <Nothing
        part="preparedStatements"
        unreadable={unreadable}
        text="No statement is prepared in it."
      />
    );
  return (
    <>
      <ul className="divide-y overflow-hidden rounded-lg border bg-raised">
        {preparedStatements.items.map(({ name, modifiedAt }) => (
          <li key={name} className="flex min-h-9 items-center gap-2 px-3 py-1">
            <span className="min-w-0 truncate font-mono text-sm" title={name}>
              {name}
            </span>
            <CopyButton text={name} label={`Copy ${name}`} size="sm" />
            {modifiedAt === undefined ? null : (
              <span className="ml-auto shrink-0 text-muted">
                changed <RelativeTime at={modifiedAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <More part={preparedStatements} noun="prepared statements" />
    </>
  );
}
