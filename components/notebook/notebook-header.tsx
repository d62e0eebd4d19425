import { Download, ExternalLink, History, Link2, List } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { LinkButton } from "@/components/ui/link-button";
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
            showLabel
            icon={<Link2 aria-hidden />}
          />
          <LinkButton
            href={links.downloadNotebook(detail.id)}
            prefetch={false}
            icon={<Download aria-hidden />}
          >
            Export
          </LinkButton>
          <OpenInAthena detail={detail} me={me} hasSession={props.hasSession} />
        </>
      }
    />
  );
}

type OpenInAthenaProps = { detail: NotebookDetail; me: Me; hasSession: boolean };

/** Its address carries a token: it is asked for by the click and goes to the new tab alone. */
function OpenInAthena({ detail, me, hasSession }: OpenInAthenaProps) {
  const [opening, setOpening] = useState(false);
  const verdict = decide(me.actor, "openNotebook", { workgroup: detail.workgroup });
  const why = !verdict.allowed
    ? verdict.reason
    : hasSession
      ? undefined
      : "Start a session first: Athena opens a notebook within one";
  const open = async () => {
    setOpening(true);
    try {
      await openInAthena(detail.id);
    } catch (error) {
      toast.error("Athena's page could not be opened", { description: (error as Error).message });
    } finally {
      setOpening(false);
    }
  };
  return (
    <Button
      icon={<ExternalLink aria-hidden />}
      loading={opening}
      onClick={() => void open()}
      {...(why ? { disabledReason: why } : {})}
    >
      Open in Athena
    </Button>
  );
}
