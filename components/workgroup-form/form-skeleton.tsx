import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { links } from "@/lib/domain/links";

const SECTIONS = ["first", "second", "third"];
const FIELDS = ["first", "second", "third"];

/** The form before its values are there. */
export function FormSkeleton({ title }: { title: string }) {
  return (
    <div aria-busy className="flex h-full flex-col">
      <PageHeader
        breadcrumb={[{ label: "Workgroups", href: links.workgroups() }]}
        title={title}
        actions={<Skeleton className="h-7.5 w-36 rounded" />}
      />
      <div className="flex min-h-0 grow border-t">
        <div className="min-w-0 grow overflow-hidden px-4 md:px-5">
          <div className="mx-auto max-w-3xl">
            {SECTIONS.map((section) => (
              <div
                key={section}
                className="grid gap-x-6 gap-y-3 border-t py-5 first:border-t-0 md:grid-cols-[10.5rem_minmax(0,1fr)]"
              >
                <div className="flex flex-col gap-2">
                  <Skeleton className="h-3.5 w-20" />
                  <Skeleton className="h-3 w-36" />
                </div>
                <div className="flex flex-col gap-4">
                  {FIELDS.map((field) => (
                    <div key={field} className="flex flex-col gap-1.5">
                      <Skeleton className="h-3.5 w-28" />
                      <Skeleton className="h-7.5 w-full rounded" />
                      <Skeleton className="h-3 w-3/4" />
                    </div>
                  ))}
                </div>
              </div>
            ))}
          </div>
        </div>
        <div className="flex w-103 shrink-0 flex-col gap-3 border-l bg-sunken px-4.5 py-4 max-[74.9rem]:hidden">
          <Skeleton className="h-3.5 w-16" />
          <Skeleton className="h-24 w-full rounded-lg" />
        </div>
      </div>
    </div>
  );
}
