import { Hash, Link2 } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import type { SessionRow } from "@/lib/contracts/sessions";
import { links } from "@/lib/domain/links";

export function RowActions({ row }: { row: SessionRow }) {
  return (
    <>
      <CopyButton
        text={() => new URL(links.session(row.id), window.location.origin).href}
        label="Copy link"
        icon={<Link2 aria-hidden />}
        variant="ghost"
        size="sm"
      />
      <CopyButton
        text={row.id}
        label="Copy id"
        icon={<Hash aria-hidden />}
        variant="ghost"
        size="sm"
      />
    </>
  );
}
