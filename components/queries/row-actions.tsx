import { Hash, Link2 } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import type { QueryRow } from "@/lib/contracts/queries";
import { links } from "@/lib/domain/links";

/** The whole address, to be sent to a colleague. */
export const addressOf = (id: string) => new URL(links.query(id), window.location.origin).href;

export function RowActions({ row }: { row: QueryRow }) {
  return (
    <>
      <CopyButton
        text={() => addressOf(row.id)}
        label="Copy link (C)"
        icon={<Link2 aria-hidden />}
        variant="ghost"
        size="sm"
      />
      <CopyButton
        text={row.id}
        label="Copy id (Shift C)"
        icon={<Hash aria-hidden />}
        variant="ghost"
        size="sm"
      />
    </>
  );
}
