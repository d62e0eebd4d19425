import { Skeleton } from "@/components/ui/skeleton";

const LINES = ["w-1/3", "w-1/2", "w-2/5", "w-1/4"];

/** The shape of the editor while it loads. */
export function EditorSkeleton() {
  return (
    <div
      role="status"
      aria-busy
      aria-label="Loading the editor"
      className="flex flex-col md:h-full"
    >
      <div className="flex flex-wrap items-center gap-2.5 px-4 py-2.5 md:px-3">
        <Skeleton className="size-7.5" />
        <h1 className="mr-1 text-lg">Editor</h1>
        <Skeleton className="h-7.5 w-52" />
        <Skeleton className="h-7.5 w-52 max-md:hidden" />
        <Skeleton className="h-7.5 w-52 max-md:hidden" />
      </div>
      <div className="flex h-[45%] min-h-48 flex-col gap-2.5 border-y bg-raised px-12 py-3">
        {LINES.map((width) => (
          <Skeleton key={width} className={`h-3 ${width}`} />
        ))}
      </div>
    </div>
  );
}
