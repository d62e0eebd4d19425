import type { deleteWorkgroup as contract } from "@/lib/contracts/workgroups";
import { AppError, isUnheard } from "@/lib/domain/errors";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
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
      call: () =>
        athena
          .deleteWorkgroup(name, recursive === "true")
          .catch((cause) => unlessGone(ctx, name, cause)),
      record: async (queries, _, auditId) => {
        await keepDeletion(queries, reading.value, { ...by(ctx), kind: "deleted", auditId });
        return undefined;
      },
    });
  });
  return {};
};

/** A deletion whose answer was lost on the way, and which is found to be made. @throws `cause` for any other */
async function unlessGone(ctx: Ctx, name: string, cause: unknown): Promise<void> {
  if (!isUnheard(cause)) throw cause;
  const isGone = await ctx.runtime.athena.readWorkgroupAnew(name).then(
    () => false,
    (error) => error instanceof AppError && error.code === "NOT_FOUND",
  );
  if (!isGone) throw cause;
  ctx.log.warn({ err: cause }, "a workgroup is deleted although Athena's answer was lost");
}

const refused = (field: string, message: string) =>
  new AppError("INVALID", message, { fields: { [field]: message } });
