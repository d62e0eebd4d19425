import Link from "next/link";
import { SelectBox } from "@/components/data/selection";
import { SessionState } from "@/components/data/session/session-state";
import type { SessionRow } from "@/lib/contracts/sessions";
import { shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { takesCalculations } from "@/lib/domain/sessions";
import { Cost, Name, Started, TimeoutIn } from "./figures";

/** A session in two lines. */
export function NarrowRow({ row }: { row: SessionRow }) {
  return (
    <div className="flex h-full items-center gap-2.5">
      <SelectBox id={row.id} label={`session ${shortenId(row.id)}`} />
      <Link
        href={links.session(row.id)}
        prefetch={false}
        tabIndex={-1}
        className="flex h-full min-w-0 grow flex-col justify-center gap-0.5"
      >
        <span className="flex gap-2">
          <span className="min-w-0 grow truncate">
            <Name row={row} />
          </span>
          <span className="tabular-nums">
            <Cost row={row} />
          </span>
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
          <SessionState state={row.state} />
          <span className="min-w-0 truncate">{row.workgroup}</span>
          <span className="ml-auto shrink-0 text-ink">
            {takesCalculations(row.state) ? <TimeoutIn row={row} /> : <Started row={row} />}
          </span>
        </span>
      </Link>
    </div>
  );
}
