import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { formatCount } from "@/lib/domain/format";

type BoardFooterProps = {
  shown: number;
  read: number;
  total: number | undefined;
  /** Why reading on has stopped. */
  problem: Error | null;
  onReadOn: () => void;
};

/** Below the last row: whether the counts are of all workgroups yet. */
export function BoardFooter({ shown, read, total = read, problem, onReadOn }: BoardFooterProps) {
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
  return (
    <span className="tabular-nums">
      {formatCount(shown)} {shown === 1 ? "workgroup" : "workgroups"} shown, {ofAll}.
    </span>
  );
}
