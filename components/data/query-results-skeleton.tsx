import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["w-11/12", "w-3/4", "w-5/6", "w-2/3", "w-4/5"];

/** A result grid before its rows are there. */
export function QueryResultsSkeleton() {
  return (
    <div aria-busy aria-label="Loading the result" role="status" className="flex flex-col gap-2">
      <div className="flex h-8 items-center md:h-6.5">
        <Skeleton className="h-3.5 w-32" />
      </div>
      <div className="overflow-hidden rounded-lg border">
        <div className="flex h-9 items-center border-b bg-sunken px-3">
          <Skeleton className="h-3 w-1/2" />
        </div>
        {ROWS.map((width) => (
          <div key={width} className="flex h-7 items-center border-b px-3 last:border-b-0">
            <Skeleton className={`h-3 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
