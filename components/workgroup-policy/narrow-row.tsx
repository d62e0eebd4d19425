import Link from "next/link";
import { RULES } from "@/lib/domain/workgroups/policy";
import type { BoardRow } from "@/lib/domain/workgroups/policy-board";
import type { RuleId } from "@/lib/domain/workgroups/policy-rules";
import { Failures } from "./columns";
import { VerdictCell } from "./verdict";

type NarrowRowProps = {
  row: BoardRow;
  href: string;
  ids: readonly RuleId[];
  chosen: RuleId | undefined;
};

/** A workgroup in two lines: what it fails, or how it fares with the one rule that is looked at. */
export function NarrowRow({ row, href, ids, chosen }: NarrowRowProps) {
  const failed = ids.filter((id) => row.verdicts[id]?.verdict === "fail");
  return (
    <div className="flex h-full min-w-0 flex-col justify-center gap-0.5">
      <Link href={href} prefetch={false} tabIndex={-1} className="flex gap-2">
        <span className="min-w-0 grow truncate">{row.name}</span>
        <span className="shrink-0">
          <Failures row={row} />
        </span>
      </Link>
      <span className="min-w-0 truncate text-sm text-muted">
        {chosen ? (
          <VerdictCell name={row.name} verdict={row.verdicts[chosen]} />
        ) : (
          failed.map((id) => RULES[id].title).join(", ") ||
          (row.isPartial ? "Part of it could not be read" : "Meets every rule that applies")
        )}
      </span>
    </div>
  );
}
