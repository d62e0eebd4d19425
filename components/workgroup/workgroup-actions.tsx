import { Columns2, CopyPlus, Download, Ellipsis, Link2, Pencil, Power, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { LinkButton } from "@/components/ui/link-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/client/me";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { type Action, decide } from "@/lib/domain/permissions";
import { DeleteWorkgroup } from "./delete-workgroup";
import { exportWorkgroup } from "./export-workgroup";
import { StateDialog } from "./state-dialog";

/** What may be done with this workgroup by this person; what may not says why. */
export function WorkgroupActions({ workgroup }: { workgroup: WorkgroupDetail }) {
  const { name, settings } = workgroup;
  const me = useMe();
  const router = useRouter();
  const [asking, setAsking] = useState<"state" | "delete">();
  const why = (action: Action) => {
    const verdict = me && decide(me.actor, action, { workgroup: name });
    return verdict?.allowed === false ? { disabledReason: verdict.reason } : {};
  };
  const enabled = settings.state === "ENABLED";
  const mayCreate = me !== undefined && decide(me.actor, "createWorkgroup").allowed;
  const close = () => setAsking(undefined);
  return (
    <>
      <Button
        icon={<Power aria-hidden />}
        {...why("updateWorkgroup")}
        onClick={() => setAsking("state")}
      >
        {enabled ? "Disable" : "Enable"}
      </Button>
      <Edit name={name} disabledReason={why("updateWorkgroup").disabledReason} />
      <Menu trigger={<Button aria-label="More actions" icon={<Ellipsis aria-hidden />} />}>
        {mayCreate ? (
          <MenuLink href={links.newWorkgroup({ from: name })} icon={<CopyPlus aria-hidden />}>
            Create a copy
          </MenuLink>
        ) : (
          <MenuItem
            icon={<CopyPlus aria-hidden />}
            {...why("createWorkgroup")}
            onSelect={() => undefined}
          >
            Create a copy
          </MenuItem>
        )}
        <MenuLink href={links.compareWorkgroups([name])} icon={<Columns2 aria-hidden />}>
          Compare
        </MenuLink>
        <MenuItem icon={<Download aria-hidden />} onSelect={() => exportWorkgroup(workgroup)}>
          Export JSON
        </MenuItem>
        <MenuItem icon={<Link2 aria-hidden />} onSelect={() => void copyLink(name)}>
          Copy link
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Trash2 aria-hidden />}
          tone="bad"
          {...(name === "primary"
            ? { disabledReason: "Every account keeps its primary workgroup" }
            : why("deleteWorkgroup"))}
          onSelect={() => setAsking("delete")}
        >
          Delete
        </MenuItem>
      </Menu>
      <StateDialog workgroup={workgroup} open={asking === "state"} onClose={close} />
      {asking === "delete" ? (
        <DeleteWorkgroup
          workgroup={workgroup}
          onClose={close}
          onDeleted={() => router.push(links.workgroups())}
        />
      ) : null}
    </>
  );
}

type EditProps = { name: string; disabledReason: string | undefined };

function Edit({ name, disabledReason }: EditProps) {
  const icon = <Pencil aria-hidden />;
  return disabledReason ? (
    <Button variant="primary" icon={icon} disabledReason={disabledReason}>
      Edit
    </Button>
  ) : (
    <LinkButton variant="primary" icon={icon} href={links.editWorkgroup(name)}>
      Edit
    </LinkButton>
  );
}

async function copyLink(name: string): Promise<void> {
  const address = new URL(links.workgroup(name), window.location.origin).href;
  if (await copyText(address)) toast.success("Link copied");
  else toast.error("Could not copy", { description: "The browser refused the clipboard." });
}
