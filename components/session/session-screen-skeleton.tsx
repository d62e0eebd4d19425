import { ObjectSkeleton } from "@/components/data/object-skeleton";
import { Skeleton } from "@/components/ui/skeleton";
import { links } from "@/lib/domain/links";

const STATS = ["Running for", "DPU-hours", "Cost, estimate", "DPUs now", "Idle timeout", "By"];
const STEPS = ["first", "second", "third", "fourth"];

/** The session page before its session is there. */
export const SessionScreenSkeleton = ({ id }: { id: string }) => (
  <ObjectSkeleton
    id={id}
    noun="session"
    list={{ label: "Sessions", href: links.sessions() }}
    stats={STATS}
    header={
      <div className="flex gap-8 pb-4">
        {STEPS.map((step) => (
          <div key={step} className="flex grow flex-col gap-2 max-md:last:hidden">
            <Skeleton className="h-2.5 w-full" />
            <Skeleton className="h-3.5 w-14" />
            <Skeleton className="h-3.5 w-20" />
          </div>
        ))}
      </div>
    }
  >
    <Skeleton className="h-36 w-full rounded-lg" />
    <Skeleton className="h-28 w-full rounded-lg" />
  </ObjectSkeleton>
);
