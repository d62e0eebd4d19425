import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { workgroupActivityOptions } from "@/lib/client/workgroups";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { ActivityFigures } from "./activity-figures";
import { FactsPanel } from "./facts-panel";
import { NewestRuns } from "./newest-runs";

/** What happens in it now and lately, beside what it is. */
export function OverviewTab({ workgroup }: { workgroup: WorkgroupDetail }) {
  return (
    <div className="-my-4 flex grow flex-col lg:flex-row">
      <div className="flex min-w-0 grow flex-col gap-6 py-4 lg:pr-5">
        <Activity workgroup={workgroup} />
      </div>
      <aside
        aria-label="Facts"
        className="shrink-0 border-t py-4 lg:w-82.5 lg:border-t-0 lg:border-l lg:pl-4.5"
      >
        <FactsPanel workgroup={workgroup} />
      </aside>
    </div>
  );
}

function Activity({ workgroup: { name, family } }: { workgroup: WorkgroupDetail }) {
  const { data, error, isPending, refetch, isFetching } = useQuery(workgroupActivityOptions(name));
  const sql = family === "sql";
  if (error && !data)
    return (
      <ErrorState
        title={`Its ${sql ? "executions" : "sessions"} could not be read`}
        message={error.message}
        onRetry={refetch}
        retrying={isFetching}
      />
    );
  return (
    <>
      <ActivityFigures name={name} activity={data} family={family} />
      <Section
        title={sql ? "Newest executions" : "Newest sessions"}
        actions={
          <LinkButton
            size="sm"
            variant="ghost"
            href={
              sql
                ? links.queries({ workgroup: name })
                : links.sessions({ workgroup: name, show: "all" })
            }
          >
            {sql ? "Show all executions" : "Show all sessions"}
          </LinkButton>
        }
      >
        {isPending || !data ? (
          <Skeleton className="h-60 w-full rounded-lg" />
        ) : (
          <NewestRuns runs={data.newest} sql={sql} />
        )}
      </Section>
    </>
  );
}
