import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatRow } from "@/components/ui/stat";
import { objectTitle } from "./object-title";

const FACTS = ["first", "second", "third"];

type ObjectSkeletonProps = {
  id: string;
  /** As the header calls it, lower case: `query`. */
  noun: string;
  /** What it is known by, unless that is an id. */
  knownBy?: "name";
  list: { label: string; href: string };
  /** Labels of the figures in the header. */
  stats: readonly string[];
  /** Below the figures. */
  header?: ReactNode;
  /** The page's own part, beside the facts. */
  children: ReactNode;
};

/** The page of one thing before it is there. */
export function ObjectSkeleton(props: ObjectSkeletonProps) {
  const { id, noun, knownBy, list, stats, header, children } = props;
  return (
    <div aria-busy className="flex min-h-full flex-col">
      <PageHeader
        breadcrumb={[list]}
        {...objectTitle(id, noun, knownBy)}
        meta={<Skeleton className="h-3.5 w-20" />}
        actions={<Skeleton className="h-7.5 w-72 max-w-full rounded" />}
      >
        <div className="pt-1 pb-4">
          <StatRow>
            {stats.map((label) => (
              <Stat key={label} label={label} value={<Skeleton className="my-0.75 h-3.5 w-16" />} />
            ))}
          </StatRow>
        </div>
        {header}
      </PageHeader>
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">{children}</div>
        <div className="flex shrink-0 flex-col gap-5 border-t px-4 py-4 md:px-5 lg:w-82.5 lg:border-t-0 lg:border-l lg:px-4.5">
          {FACTS.map((facts) => (
            <div key={facts} className="flex flex-col gap-3">
              <Skeleton className="h-3.5 w-20" />
              <Skeleton className="h-3 w-full" />
              <Skeleton className="h-3 w-4/5" />
              <Skeleton className="h-3 w-11/12" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** A titled block of code or text of so many lines. */
export function BlockSkeleton({ lines }: { lines: number }) {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-3.5 w-24" />
      <div className="flex flex-col gap-2.5 rounded-lg border p-3.5">
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <Skeleton key={line} className={line % 3 === 1 ? "h-3 w-1/2" : "h-3 w-1/3"} />
        ))}
      </div>
    </div>
  );
}
