import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SessionState } from "@/components/data/session/session-state";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { workgroupContentsOptions } from "@/lib/client/workgroups";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import {
  type Contents,
  ContentsProblem,
  ContentsSkeleton,
  countOf,
  More,
  Nothing,
} from "./contents";

const rowStyle =
  "flex min-h-9 items-center gap-3 px-3 py-1 -outline-offset-2 hover:bg-[color-mix(in_srgb,var(--ink)_3.5%,transparent)]";

/** Sessions of a Spark workgroup, and notebooks where its engine has them. */
export function SparkTab({ workgroup: { name, family } }: { workgroup: WorkgroupDetail }) {
  const { data, error, refetch, isFetching } = useQuery(workgroupContentsOptions(name));
  if (!data)
    return error ? (
      <ContentsProblem error={error} onRetry={refetch} retrying={isFetching} />
    ) : (
      <ContentsSkeleton />
    );
  return (
    <div className="flex flex-col gap-6">
      <Section
        title="Active sessions"
        meta={countOf(data, "activeSessions")}
        actions={
          <LinkButton
            size="sm"
            variant="ghost"
            href={links.sessions({ workgroup: name, show: "all" })}
          >
            Show all sessions
          </LinkButton>
        }
      >
        <Sessions {...data} />
      </Section>
      {family === "pyspark" ? (
        <Section
          title="Notebooks"
          meta={countOf(data, "notebooks")}
          actions={
            <LinkButton size="sm" variant="ghost" href={links.notebooks({ workgroup: name })}>
              Show in notebooks
            </LinkButton>
          }
        >
          <Notebooks {...data} />
        </Section>
      ) : null}
    </div>
  );
}

function Sessions({ activeSessions, unreadable }: Contents) {
  if (activeSessions.items.length === 0)
    return (
      <Nothing part="activeSessions" unreadable={unreadable} text="No session is active in it." />
    );
  return (
    <>
      <ul className="divide-y overflow-hidden rounded-lg border bg-raised">
        {activeSessions.items.map(({ id, state }) => (
          <li key={id}>
            <Link href={links.session(id)} prefetch={false} className={rowStyle}>
              <span className="w-26 shrink-0">
                <SessionState state={state} />
              </span>
              <span className="font-mono text-sm" title={id}>
                {shortenId(id)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <More part={activeSessions} noun="active sessions" />
    </>
  );
}

function Notebooks({ notebooks, unreadable }: Contents) {
  if (notebooks.items.length === 0)
    return <Nothing part="notebooks" unreadable={unreadable} text="It has no notebook." />;
  return (
    <>
      <ul className="divide-y overflow-hidden rounded-lg border bg-raised">
        {notebooks.items.map(({ id, name, modifiedAt }) => (
          <li key={id}>
            <Link href={links.notebook(id)} prefetch={false} className={rowStyle}>
              <span className="min-w-0 truncate" title={name}>
                {name}
              </span>
              {modifiedAt === undefined ? null : (
                <span className="ml-auto shrink-0 text-muted">
                  changed <RelativeTime at={modifiedAt} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <More part={notebooks} noun="notebooks" />
    </>
  );
}
