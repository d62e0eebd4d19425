import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatRow } from "@/components/ui/stat";
import { links } from "@/lib/domain/links";

const STATS = ["Duration", "DPU time", "Cost, estimate", "Submitted", "By"];
const BLOCKS = ["Code", "Standard output", "Result"];
const LINES = ["w-1/3", "w-1/2", "w-2/5"];

/** The page before its calculation is there. */
export function CalculationSkeleton({ id }: { id: string }) {
  return (
    <div aria-busy className="flex min-h-full flex-col">
      <PageHeader
        breadcrumb={[{ label: "Sessions", href: links.sessions() }]}
        title={<CopyableId id={id} label="calculation id" className="text-base!" />}
        meta={<Skeleton className="h-3.5 w-20" />}
        actions={<Skeleton className="h-7.5 w-72 max-w-full rounded" />}
      >
        <div className="pt-1 pb-4">
          <StatRow>
            {STATS.map((label) => (
              <Stat key={label} label={label} value={<Skeleton className="my-0.75 h-3.5 w-16" />} />
            ))}
          </StatRow>
        </div>
      </PageHeader>
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">
          {BLOCKS.map((title) => (
            <div key={title} className="flex flex-col gap-3">
              <Skeleton className="h-3.5 w-24" />
              <div className="flex flex-col gap-2.5 rounded-lg border p-3.5">
                {LINES.map((width) => (
                  <Skeleton key={width} className={`h-3 ${width}`} />
                ))}
              </div>
            </div>
          ))}
        </div>
        <div className="flex shrink-0 flex-col gap-3 border-t px-4 py-4 md:px-5 lg:w-82.5 lg:border-t-0 lg:border-l lg:px-4.5">
          <Skeleton className="h-3.5 w-20" />
          {LINES.map((width) => (
            <Skeleton key={width} className="h-3 w-full" />
          ))}
        </div>
      </div>
    </div>
  );
}
