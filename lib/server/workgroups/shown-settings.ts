import type { Workgroup } from "@/lib/athena/workgroups";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import { decide } from "@/lib/domain/permissions";
import { withholdSecrets } from "@/lib/domain/workgroups/secrets";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { Ctx } from "../context";
import { settingsHash } from "./settings-hash";

type Shown = Pick<WorkgroupConfiguration, "settings" | "hash" | "withheld">;

/** Settings as the person may see them: whole with their hash for who may change them, without secrets for others. */
export function shownSettings(
  ctx: Pick<Ctx, "actor">,
  workgroup: string,
  settings: WorkgroupSettings,
): Shown {
  return decide(ctx.actor, "updateWorkgroup", { workgroup }).allowed
    ? { settings, hash: settingsHash(settings), withheld: [] }
    : withholdSecrets(settings);
}

/** A workgroup as the person may see it. */
export const shownWorkgroup = (ctx: Pick<Ctx, "actor">, workgroup: Workgroup) => ({
  name: workgroup.name,
  family: workgroup.family,
  effectiveEngineVersion: workgroup.effectiveEngineVersion,
  createdAt: workgroup.createdAt,
  tagsProblem: workgroup.tagsProblem,
  ...shownSettings(ctx, workgroup.name, workgroup.settings),
});
