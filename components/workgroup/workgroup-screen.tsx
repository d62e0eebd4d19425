"use client";

import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { CallError } from "@/lib/client/call";
import { workgroupOptions } from "@/lib/client/workgroups";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { MissingWorkgroup } from "./missing-workgroup";
import { WorkgroupHeader } from "./workgroup-header";
import { WorkgroupProblem } from "./workgroup-problem";
import { WorkgroupSkeleton } from "./workgroup-skeleton";
import { WorkgroupTabs } from "./workgroup-tabs";

/** One workgroup: what happens in it, what it holds, how it is configured and how it came to be so. */
export function WorkgroupScreen({ name }: { name: string }) {
  const { data, error, refetch, isFetching } = useQuery(workgroupOptions(name));
  useDocumentTitle(name);
  // Also when it was there a moment ago: somebody deleted it.
  if (error instanceof CallError && error.code === "NOT_FOUND")
    return <MissingWorkgroup key={name} name={name} />;
  if (data) return <Workgroup key={name} workgroup={data} problem={error ?? undefined} />;
  if (error)
    return <WorkgroupProblem name={name} error={error} onRetry={refetch} retrying={isFetching} />;
  return <WorkgroupSkeleton name={name} />;
}

type WorkgroupProps = { workgroup: WorkgroupDetail; problem: Error | undefined };

function Workgroup({ workgroup, problem }: WorkgroupProps) {
  return (
    <div className="flex min-h-full flex-col">
      <WorkgroupHeader workgroup={workgroup} />
      {problem ? (
        <Banner tone="warn" flush>
          Not read again, it may be old: {problem.message}
        </Banner>
      ) : null}
      {workgroup.tagsProblem ? (
        <Banner tone="warn" flush>
          Its tags could not be read, so none are shown and none can be changed:{" "}
          {workgroup.tagsProblem}
        </Banner>
      ) : null}
      <WorkgroupTabs workgroup={workgroup} />
    </div>
  );
}
