import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { StateBadge } from "@/components/ui/state-badge";
import { workgroupVersionsOptions } from "@/lib/client/workgroups";
import { HistoryTab } from "./history-tab";
import { ToWorkgroups, WorkgroupFrame } from "./workgroup-problem";
import { WorkgroupSkeleton } from "./workgroup-skeleton";

/** The page of a workgroup that Athena does not have: its history when there is one, else what may be wrong. */
export function MissingWorkgroup({ name }: { name: string }) {
  const { data, isPending, error } = useInfiniteQuery(workgroupVersionsOptions(name));
  if (isPending) return <WorkgroupSkeleton name={name} />;
  const [newest] = data?.pages[0]?.versions ?? [];
  if (!newest)
    return (
      <WorkgroupFrame name={name}>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="No workgroup with this name"
          action={<ToWorkgroups />}
        >
          <ul className="flex list-disc flex-col gap-1 pl-5 text-left">
            <li>The name may be mistyped: upper and lower case differ.</li>
            <li>It may have been deleted before Athenaeum ever read it.</li>
            <li>It may belong to another region or AWS account than this console.</li>
            {error ? <li>Its history could not be read: {error.message}</li> : null}
          </ul>
        </EmptyState>
      </WorkgroupFrame>
    );
  return (
    <WorkgroupFrame
      name={name}
      meta={<StateBadge tone="neutral" label="Deleted" inFlight={false} />}
      actions={<ToWorkgroups />}
    >
      <Banner tone="warn" flush>
        Athena has no workgroup of this name any more. Its configurations as Athenaeum saw them are
        below; it can be created again from one, without its executions and saved queries.
      </Banner>
      <div className="px-4 py-4 md:px-5">
        <HistoryTab name={name} workgroup={undefined} />
      </div>
    </WorkgroupFrame>
  );
}
