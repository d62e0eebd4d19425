import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { formatCount } from "@/lib/domain/format";

type ReadingFooterProps = {
  read: number;
  total: number | undefined;
  /** Why reading on has stopped. */
  problem: Error | null;
  onReadOn: () => void;
  /** What is said once all are read. */
  children: ReactNode;
};

/** Below the last row of all workgroups: how many are read, or why not all are. */
export function ReadingFooter(props: ReadingFooterProps) {
  const { read, total = read, problem, onReadOn, children } = props;
  const ofAll = `${formatCount(read)} of ${formatCount(total)} workgroups read`;
  if (problem)
    return (
      <span className="flex flex-wrap items-center gap-2">
        <span className="text-warn">
          {ofAll}. The rest could not be read: {problem.message}
        </span>
        <Button size="sm" icon={<RotateCw aria-hidden />} onClick={onReadOn}>
          Read on
        </Button>
      </span>
    );
  if (read < total)
    return (
      <span className="flex h-6.5 items-center gap-2 tabular-nums">
        <Spinner />
        {ofAll}
      </span>
    );
  return <span className="tabular-nums">{children}</span>;
}
