import Link from "next/link";
import { SelectBox } from "@/components/data/selection";
import { links } from "@/lib/domain/links";
import { Cost, Now } from "./activity-cells";
import { Engine, Name, State } from "./configuration-cells";
import type { Row } from "./rows";

/** A workgroup in two lines. */
export function NarrowRow({ row }: { row: Row }) {
  return (
    <div className="flex h-full items-center gap-2.5">
      <SelectBox id={row.name} label={`workgroup ${row.name}`} />
      <Link
        href={links.workgroup(row.name)}
        prefetch={false}
        tabIndex={-1}
        className="flex h-full min-w-0 grow flex-col justify-center gap-0.5"
      >
        <span className="flex gap-2">
          <span className="min-w-0 grow truncate">
            <Name row={row} />
          </span>
          <span className="shrink-0 tabular-nums">
            <Cost row={row} />
          </span>
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
          <State row={row} />
          <span className="min-w-0 truncate">
            {row.workgroup ? <Engine row={row} /> : row.unreadable}
          </span>
          <span className="ml-auto shrink-0 text-ink">
            <Now row={row} />
          </span>
        </span>
      </Link>
    </div>
  );
}
