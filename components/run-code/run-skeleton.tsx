import { Skeleton } from "@/components/ui/skeleton";

const LINES = ["w-1/3", "w-1/2", "w-2/5", "w-1/4"];

/** The shape of the page while it loads. */
export function RunSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the editor" className="flex flex-col">
      <div className="flex min-h-13 flex-wrap items-center gap-2.5 px-4 py-2.5 md:px-5">
        <Skeleton className="h-4 w-52" />
        <h1 className="text-lg">Run code</h1>
        <Skeleton className="ml-auto h-7.5 w-24" />
      </div>
      <div className="flex h-64 flex-col gap-2.5 border-y bg-raised px-12 py-3">
        {LINES.map((width) => (
          <Skeleton key={width} className={`h-3 ${width}`} />
        ))}
      </div>
    </div>
  );
}
