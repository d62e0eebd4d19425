import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { formatCount } from "@/lib/domain/format";

type WorkgroupsFooterProps = {
  shown: number;
  read: number;
  total: number | undefined;
  reading: boolean;
  /** Why reading on has stopped. */
  problem: Error | undefined;
  onReadOn: () => void;
};

/** Below the last row: how many are read, or why not all are. */
export function WorkgroupsFooter(props: WorkgroupsFooterProps) {
  const { shown, read, total = read, reading, problem, onReadOn } = props;
  const ofAll = `${formatCount(read)} of ${formatCount(total)} read`;
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
        {reading ? <Spinner /> : null}
        {ofAll}
      </span>
    );
  return (
    <span className="tabular-nums">
      {shown < read ? `${formatCount(shown)} of ${formatCount(read)} workgroups. ` : ""}
      Figures are of each workgroup&apos;s newest executions; costs are estimates.
    </span>
  );
}
