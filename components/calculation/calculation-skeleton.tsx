import { BlockSkeleton, ObjectSkeleton } from "@/components/data/object-skeleton";
import { links } from "@/lib/domain/links";

const STATS = ["Duration", "DPU time", "Cost, estimate", "Submitted", "By"];

/** The page before its calculation is there. */
export const CalculationSkeleton = ({ id }: { id: string }) => (
  <ObjectSkeleton
    id={id}
    noun="calculation"
    list={{ label: "Sessions", href: links.sessions() }}
    stats={STATS}
  >
    <BlockSkeleton lines={3} />
    <BlockSkeleton lines={3} />
    <BlockSkeleton lines={3} />
  </ObjectSkeleton>
);
