import { Download, Ellipsis, ExternalLink, History, Link2, List } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { openInAthena } from "@/lib/client/notebooks";
import type { Me } from "@/lib/contracts/me";
import type { NotebookDetail } from "@/lib/contracts/notebooks";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { SaveStatus } from "./save-status";
import type { Saving } from "./use-saving";

export type Panel = "contents" | "revisions";

type NotebookHeaderProps = {
  detail: NotebookDetail;
  me: Me;
  /** Undefined for those who only read. */
  saving: Pick<Saving, "state" | "flush"> | undefined;
  hasSession: boolean;
  panel: Panel | null;
  onPanel: (panel: Panel | null) => void;
  onResolve: () => void;
};

export function NotebookHeader(props: NotebookHeaderProps) {
  const { detail, me, saving, panel, onPanel } = props;
  const toggle = (one: Panel) => ({
    "aria-pressed": panel === one,
    onClick: () => onPanel(panel === one ? null : one),
  });
  return (
    <PageHeader
      breadcrumb={[{ label: "Notebooks", href: links.notebooks() }]}
      title={<span title={detail.name}>{detail.name}</span>}
      meta={
        <>
          <CopyableId id={detail.id} label="notebook id" />
          <span className="max-md:hidden">{detail.workgroup}</span>
          {saving ? (
            <SaveStatus
              state={saving.state}
              onSave={() => void saving.flush()}
              onResolve={props.onResolve}
            />
          ) : (
            <>
              <Badge>Read only</Badge>
              {detail.modifiedAt === undefined ? null : (
                <span className="max-lg:hidden">
                  saved <RelativeTime at={detail.modifiedAt} />
                  {detail.savedBy ? ` by ${detail.savedBy.name}` : ""}
                </span>
              )}
            </>
          )}
        </>
      }
      actions={
        <>
          <Button icon={<List aria-hidden />} {...toggle("contents")}>
            Contents
          </Button>
          <Button icon={<History aria-hidden />} {...toggle("revisions")}>
            Revisions
          </Button>
          <CopyButton
            text={() => new URL(links.notebook(detail.id), window.location.origin).href}
            label="Copy link"
            icon={<Link2 aria-hidden />}
            variant="ghost"
          />
          <MoreActions detail={detail} me={me} hasSession={props.hasSession} />
        </>
      }
    />
  );
}

type MoreActionsProps = { detail: NotebookDetail; me: Me; hasSession: boolean };

function MoreActions({ detail, me, hasSession }: MoreActionsProps) {
  const verdict = decide(me.actor, "openNotebook", { workgroup: detail.workgroup });
  const why = !verdict.allowed
    ? verdict.reason
    : hasSession
      ? undefined
      : "Start a session first: Athena opens a notebook within one";
  // Its address carries a token: it is asked for by the click and goes to the new tab alone.
  const open = () =>
    openInAthena(detail.id).catch((error: Error) =>
      toast.error("Athena's page could not be opened", { description: error.message }),
    );
  return (
    <Menu trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden />} />}>
      <MenuItem
        icon={<Download aria-hidden />}
        onSelect={() => window.location.assign(links.downloadNotebook(detail.id))}
      >
        Export
      </MenuItem>
      <MenuItem
        icon={<ExternalLink aria-hidden />}
        onSelect={() => void open()}
        {...(why ? { disabledReason: why } : {})}
      >
        Open in Athena
      </MenuItem>
    </Menu>
  );
}
