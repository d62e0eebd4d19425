import { Skeleton } from "@/components/ui/skeleton";

const ROWS = Array.from({ length: 14 }, (_, index) => `row ${index}`);

/** Rows of settings while the workgroups are read. */
export function CompareSkeleton({ count }: { count: number }) {
  const columns = Array.from({ length: Math.min(count, 4) }, (_, index) => `column ${index}`);
  return (
    <div aria-busy className="flex flex-col gap-4 px-4 py-4 md:px-5">
      {ROWS.map((row) => (
        <div key={row} className="flex gap-6">
          <Skeleton className="h-3.5 w-40 shrink-0" />
          {columns.map((column) => (
            <Skeleton key={column} className="h-3.5 grow max-md:last:hidden" />
          ))}
        </div>
      ))}
    </div>
  );
}
