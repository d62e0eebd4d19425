import type { Workgroup } from "@/lib/athena/workgroups";
import type { updateInputOf } from "@/lib/domain/workgroups/update";
import type { Ctx } from "../context";
import { inSteps, type Step, taggingSteps } from "../in-steps";

/**
 * UpdateWorkGroup, then TagResource and UntagResource, as far as there is something to send.
 * @throws HalfDone where an operation fails after another was made, else what it threw
 */
export async function sendUpdate(
  ctx: Ctx,
  { name, arn, settings: { tags }, unknown }: Workgroup,
  { update, tag, untag }: ReturnType<typeof updateInputOf>,
): Promise<void> {
  const { athena } = ctx.runtime;
  const updating: Step[] = update
    ? [{ operation: "UpdateWorkGroup", send: () => athena.updateWorkgroup(update, unknown) }]
    : [];
  const tagging =
    arn === undefined
      ? []
      : taggingSteps({
          tags,
          tag,
          untag,
          sendTag: (these) => athena.tagWorkgroup(name, arn, these),
          sendUntag: (keys) => athena.untagWorkgroup(name, arn, keys),
        });
  await inSteps([...updating, ...tagging]);
}
