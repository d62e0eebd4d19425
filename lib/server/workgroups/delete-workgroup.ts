import type { deleteWorkgroup as contract } from "@/lib/contracts/workgroups";
import { AppError } from "@/lib/domain/errors";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { by } from "./after-change";
import { inTurn } from "./in-turn";
import { keepDeletion } from "./keep-change";
import { noticeWorkgroup } from "./notice";
import { recordedSettings } from "./recorded-settings";

const PRIMARY = "primary";

/** DeleteWorkGroup. Its versions stay, the last of them says that it is deleted. @throws AppError NOT_FOUND, INVALID */
export const deleteWorkgroup: Verb<typeof contract> = async (ctx, { name, confirm, recursive }) => {
  authorize(ctx, "deleteWorkgroup", { workgroup: name });
  if (name === PRIMARY) throw refused("confirm", "The primary workgroup cannot be deleted");
  if (confirm !== name) throw refused("confirm", "This is not the name of the workgroup");
  const { athena } = ctx.runtime;
  await inTurn(ctx, name, async () => {
    const reading = await athena.readWorkgroupAnew(name);
    await noticeWorkgroup(ctx, reading);
    await audited(ctx, {
      action: "deleteWorkgroup",
      workgroup: name,
      objectType: "workgroup",
      objectId: name,
      before: recordedSettings(reading.value.settings),
      after: { recursive: recursive === "true" },
      call: () => athena.deleteWorkgroup(name, recursive === "true"),
      record: async (queries, _, auditId) => {
        await keepDeletion(queries, reading.value, { ...by(ctx), kind: "deleted", auditId });
        return undefined;
      },
    });
  });
  return {};
};

const refused = (field: string, message: string) =>
  new AppError("INVALID", message, { fields: { [field]: message } });
