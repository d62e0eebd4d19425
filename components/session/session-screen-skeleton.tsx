import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatRow } from "@/components/ui/stat";
import { links } from "@/lib/domain/links";

const STATS = ["Running for", "DPU-hours", "Cost, estimate", "DPUs now", "Idle timeout", "By"];
const STEPS = ["first", "second", "third", "fourth"];
const FACTS = ["Session", "Spark properties", "Times"];

/** The session page before its session is there. */
export function SessionScreenSkeleton({ id }: { id: string }) {
  return (
    <div aria-busy className="flex min-h-full flex-col">
      <PageHeader
        breadcrumb={[{ label: "Sessions", href: links.sessions() }]}
        title={<CopyableId id={id} label="session id" className="text-base!" />}
        meta={<Skeleton className="h-3.5 w-16" />}
        actions={<Skeleton className="h-7.5 w-64 max-w-full rounded" />}
      >
        <div className="pt-1 pb-5">
          <StatRow>
            {STATS.map((label) => (
              <Stat key={label} label={label} value={<Skeleton className="my-0.75 h-3.5 w-16" />} />
            ))}
          </StatRow>
        </div>
        <div className="flex gap-8 pb-4">
          {STEPS.map((step) => (
            <div key={step} className="flex grow flex-col gap-2 max-md:last:hidden">
              <Skeleton className="h-2.5 w-full" />
              <Skeleton className="h-3.5 w-14" />
              <Skeleton className="h-3.5 w-20" />
            </div>
          ))}
        </div>
      </PageHeader>
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">
          <Skeleton className="h-36 w-full rounded-lg" />
          <Skeleton className="h-28 w-full rounded-lg" />
        </div>
        <div className="flex shrink-0 flex-col gap-5 border-t px-4 py-4 md:px-5 lg:w-82.5 lg:border-t-0 lg:border-l lg:px-4.5">
          {FACTS.map((title) => (
            <div key={title} className="flex flex-col gap-3">
              <Skeleton className="h-3.5 w-20" />
              <Skeleton className="h-3 w-full" />
              <Skeleton className="h-3 w-4/5" />
              <Skeleton className="h-3 w-11/12" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
