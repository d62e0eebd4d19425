import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { links } from "@/lib/domain/links";

const CELLS = [2, 5, 3, 4];
const LINES = ["w-1/3", "w-1/2", "w-2/5", "w-1/4", "w-3/5"];

/** The notebook page before its notebook is there. */
export function NotebookSkeleton() {
  return (
    <div aria-busy className="flex min-h-full flex-col">
      <PageHeader
        breadcrumb={[{ label: "Notebooks", href: links.notebooks() }]}
        title={<Skeleton className="my-1 h-4.5 w-40" />}
        actions={<Skeleton className="h-7.5 w-72 max-w-full rounded" />}
      />
      <div className="flex min-h-10 items-center border-t px-4 md:px-5">
        <Skeleton className="h-3.5 w-56" />
      </div>
      <div className="flex flex-col gap-4 border-t px-4 py-4 md:px-5">
        {CELLS.map((lines) => (
          <div key={lines} className="flex flex-col gap-2.5 rounded-lg border p-3.5 md:ml-14">
            {LINES.slice(0, lines).map((width) => (
              <Skeleton key={width} className={`h-3 ${width}`} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
