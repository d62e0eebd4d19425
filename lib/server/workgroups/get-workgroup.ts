import type { getWorkgroup as contract } from "@/lib/contracts/workgroups";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { noticeWorkgroup } from "./notice";
import { shownWorkgroup } from "./shown-settings";
import { versionPerson } from "./version-person";

/** GetWorkGroup with tags, the newest version, and the reservation of a SQL workgroup. */
export const getWorkgroup: Verb<typeof contract> = async (ctx, { name, fresh }) => {
  authorize(ctx, "getWorkgroup", { workgroup: name });
  const { athena } = ctx.runtime;
  const reading = await athena.readWorkgroup(name, fresh ? 0 : undefined);
  const { value: workgroup } = reading;
  const [version, reservation] = await Promise.all([
    noticeWorkgroup(ctx, reading),
    workgroup.family === "sql" ? athena.reservationOf(name) : undefined,
  ]);
  return {
    ...shownWorkgroup(ctx, workgroup),
    arn: workgroup.arn,
    identityCenterApplication: workgroup.identityCenterApplication,
    version: version && {
      number: version.number,
      kind: version.kind,
      at: version.at.getTime(),
      by: versionPerson(version),
    },
    reservation,
  };
};
