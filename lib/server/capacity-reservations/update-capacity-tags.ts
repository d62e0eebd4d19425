import type { updateCapacityTags as contract } from "@/lib/contracts/capacity-reservations";
import { AppError } from "@/lib/domain/errors";
import { tagCalls, tagChanges } from "@/lib/domain/tag-changes";
import { tagsProblem } from "@/lib/domain/workgroups/tag-rules";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { HalfDone, inSteps, taggingSteps } from "../in-steps";
import { inTurn } from "./in-turn";

/**
 * TagResource and UntagResource. Nothing is sent when the tags are so already.
 * @throws CONFLICT when the tags are not those that the editor saw
 */
export const updateCapacityTags: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "updateCapacityTags");
  const { name, fromTags, tags } = input;
  const { athena } = ctx.runtime;
  return inTurn(ctx, name, async () => {
    await athena.readCapacityReservation(name, 0);
    const { arn, tags: before, problem } = await athena.readCapacityTags(name, 0);
    if (arn === undefined || problem !== undefined)
      throw refused(`Tags cannot be changed: ${problem ?? "its ARN is not known"}`);
    const { tag, untag } = tagCalls(before, tags);
    if (tag.length + untag.length === 0) return {};
    if (tagChanges(fromTags, before).length > 0)
      throw new AppError("CONFLICT", "Somebody has changed the tags meanwhile");
    const unfit = tagsProblem(tags, before, "A reservation");
    if (unfit !== undefined) throw refused(unfit);
    await audited(ctx, {
      action: "updateCapacityTags",
      objectType: "capacityReservation",
      objectId: name,
      before: { tags: before },
      after: { tags },
      call: () =>
        inSteps(
          taggingSteps({
            tags: before,
            tag,
            untag,
            sendTag: (added) => athena.tagCapacityReservation(name, arn, added),
            sendUntag: (keys) => athena.untagCapacityReservation(name, arn, keys),
          }),
        ).catch((cause: unknown) => {
          throw cause instanceof HalfDone ? cause.reason : cause;
        }),
    });
    return {};
  });
};

const refused = (message: string) =>
  new AppError("INVALID", message, { fields: { tags: message } });
