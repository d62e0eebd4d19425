import { Hash, Link2 } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { links } from "@/lib/domain/links";
import type { Row } from "./rows";

export function RowActions({ row: { name } }: { row: Row }) {
  return (
    <>
      <CopyButton
        text={() => new URL(links.workgroup(name), window.location.origin).href}
        label="Copy link"
        icon={<Link2 aria-hidden />}
        variant="ghost"
        size="sm"
      />
      <CopyButton
        text={name}
        label="Copy name"
        icon={<Hash aria-hidden />}
        variant="ghost"
        size="sm"
      />
    </>
  );
}
