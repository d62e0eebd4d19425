import { BlockSkeleton, ObjectSkeleton } from "@/components/data/object-skeleton";
import { links } from "@/lib/domain/links";

const STATS = ["Duration", "Scanned", "Cost, estimate", "Submitted", "By"];

/** The execution page before its execution is there. */
export const QueryScreenSkeleton = ({ id }: { id: string }) => (
  <ObjectSkeleton
    id={id}
    noun="query"
    list={{ label: "Queries", href: links.queries() }}
    stats={STATS}
  >
    <BlockSkeleton lines={8} />
    <BlockSkeleton lines={5} />
    <BlockSkeleton lines={6} />
  </ObjectSkeleton>
);
