import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatRow } from "@/components/ui/stat";
import { WorkgroupFrame } from "./workgroup-problem";

const STATS = ["Running now", "Queued now", "Newest runs", "Failed", "Scanned", "Cost"];
const ROWS = ["first", "second", "third", "fourth", "fifth"];

/** The page before the workgroup is there. */
export function WorkgroupSkeleton({ name }: { name: string }) {
  return (
    <WorkgroupFrame
      name={name}
      meta={<Skeleton className="h-3.5 w-20" />}
      actions={<Skeleton className="h-7.5 w-64 max-w-full rounded" />}
    >
      <div aria-busy className="flex grow flex-col gap-5 px-4 py-4 md:px-5">
        <Skeleton className="h-5 w-full max-w-120" />
        <StatRow>
          {STATS.map((label) => (
            <Stat key={label} label={label} value={<Skeleton className="my-0.75 h-3.5 w-16" />} />
          ))}
        </StatRow>
        <div className="flex flex-col gap-3">
          {ROWS.map((row) => (
            <Skeleton key={row} className="h-4 w-full" />
          ))}
        </div>
      </div>
    </WorkgroupFrame>
  );
}
