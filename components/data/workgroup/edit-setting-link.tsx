import clsx from "clsx";
import { Pencil } from "lucide-react";
import Link from "next/link";
import { buttonStyle } from "@/components/ui/button-style";
import { Tooltip } from "@/components/ui/tooltip";
import { useMe } from "@/lib/client/me";
import type { EngineFamily } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { labelWithin } from "@/lib/domain/workgroups/format-setting";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId } from "@/lib/domain/workgroups/settings";

type EditSettingLinkProps = { name: string; setting: SettingId; family: EngineFamily };

/** Leads to the field of one setting, by hover and focus of a `group/setting`; only where it can be changed. */
export function EditSettingLink({ name, setting, family }: EditSettingLinkProps) {
  const me = useMe();
  const { families, fixedAtCreation } = SETTINGS[setting];
  const mayEdit = me && decide(me.actor, "updateWorkgroup", { workgroup: name }).allowed;
  if (!mayEdit || fixedAtCreation || !families.includes(family)) return null;
  const label = `Edit ${labelWithin(setting)} of ${name}`;
  return (
    <Tooltip content={label}>
      <Link
        href={links.editWorkgroup(name, { setting })}
        prefetch={false}
        aria-label={label}
        className={clsx(
          buttonStyle({ variant: "ghost", size: "sm", iconOnly: true }),
          "-my-1 text-muted! opacity-0 group-hover/setting:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100",
        )}
      >
        <Pencil aria-hidden />
      </Link>
    </Tooltip>
  );
}
