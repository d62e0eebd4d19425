import { Download, Ellipsis, Hash, Link2, Pencil, Square, Trash2, Zap } from "lucide-react";
import { copyText } from "@/components/ui/copy-text";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/client/me";
import type { NotebookRow } from "@/lib/contracts/notebooks";
import { links } from "@/lib/domain/links";
import { type Action, decide } from "@/lib/domain/permissions";

export type NotebookTask = "rename" | "delete" | "terminate";

type RowMenuProps = { row: NotebookRow; onTask: (task: NotebookTask, row: NotebookRow) => void };

/** What may be done with a notebook of the list. Who made it decides on the server whether it may be deleted. */
export function RowMenu({ row, onTask }: RowMenuProps) {
  const me = useMe();
  const reason = (action: Action) => {
    const verdict = me && decide(me.actor, action, { workgroup: row.workgroup });
    return verdict?.allowed === false ? { disabledReason: verdict.reason } : {};
  };
  return (
    <Menu
      trigger={
        <IconButton label={`Actions for ${row.name}`} icon={<Ellipsis aria-hidden />} size="sm" />
      }
    >
      <MenuItem
        icon={<Download aria-hidden />}
        onSelect={() => window.location.assign(links.downloadNotebook(row.id))}
      >
        Export
      </MenuItem>
      <MenuItem
        icon={<Pencil aria-hidden />}
        {...reason("renameNotebook")}
        onSelect={() => onTask("rename", row)}
      >
        Rename
      </MenuItem>
      <MenuItem
        icon={<Link2 aria-hidden />}
        onSelect={() =>
          void copy(new URL(links.notebook(row.id), window.location.origin).href, "Link")
        }
      >
        Copy link
      </MenuItem>
      <MenuItem icon={<Hash aria-hidden />} onSelect={() => void copy(row.id, "Id")}>
        Copy id
      </MenuItem>
      <MenuLink href={links.sessions({ show: "all", text: row.id })} icon={<Zap aria-hidden />}>
        Show its sessions
      </MenuLink>
      <MenuSeparator />
      {row.session ? (
        <MenuItem
          icon={<Square aria-hidden />}
          {...reason("startSession")}
          onSelect={() => onTask("terminate", row)}
        >
          Terminate session
        </MenuItem>
      ) : null}
      <MenuItem
        icon={<Trash2 aria-hidden />}
        tone="bad"
        {...reason("createNotebook")}
        onSelect={() => onTask("delete", row)}
      >
        Delete
      </MenuItem>
    </Menu>
  );
}

async function copy(text: string, what: string): Promise<void> {
  if (await copyText(text)) toast.success(`${what} copied`);
  else toast.error("Could not copy", { description: "The browser refused the clipboard." });
}
