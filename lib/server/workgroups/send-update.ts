import type { Workgroup } from "@/lib/athena/workgroups";
import { AppError } from "@/lib/domain/errors";
import type { updateInputOf } from "@/lib/domain/workgroups/update";
import type { Ctx } from "../context";

type Step = { operation: string; send: () => Promise<void> };

const TAGS_MAX = 50;

/**
 * UpdateWorkGroup, then TagResource and UntagResource, as far as there is something to send.
 * @throws HalfDone where an operation fails after another was made, else what it threw
 */
export async function sendUpdate(
  ctx: Ctx,
  workgroup: Workgroup,
  calls: ReturnType<typeof updateInputOf>,
): Promise<void> {
  const steps = stepsOf(ctx, workgroup, calls);
  const done: string[] = [];
  for (const [index, { operation, send }] of steps.entries()) {
    try {
      await send();
      done.push(operation);
    } catch (cause) {
      if (done.length === 0) throw cause;
      const left = steps.slice(index + 1).map((step) => step.operation);
      throw new HalfDone(inPart(cause, done, operation, left));
    }
  }
}

/** Some operations were made before one failed. `reason` is what people are told. */
export class HalfDone extends Error {
  constructor(readonly reason: unknown) {
    super("A change was made in part");
  }
}

function stepsOf(
  ctx: Ctx,
  { name, arn, settings }: Workgroup,
  { update, tag, untag }: ReturnType<typeof updateInputOf>,
): Step[] {
  const { athena } = ctx.runtime;
  const steps: Step[] = [];
  if (update)
    steps.push({ operation: "UpdateWorkGroup", send: () => athena.updateWorkgroup(update) });
  if (arn === undefined) return steps;
  const tagging: Step[] = [];
  if (tag.length > 0)
    tagging.push({ operation: "TagResource", send: () => athena.tagWorkgroup(name, arn, tag) });
  if (untag.length > 0)
    tagging.push({
      operation: "UntagResource",
      send: () => athena.untagWorkgroup(name, arn, untag),
    });
  // No tag is gone before its successor is there, unless there is no room for both.
  const keys = new Set([...Object.keys(settings.tags), ...tag.map(({ Key }) => Key)]);
  if (keys.size > TAGS_MAX) tagging.reverse();
  return [...steps, ...tagging];
}

/** Says exactly what was done and what was not. */
function inPart(cause: unknown, done: string[], failed: string, left: string[]): unknown {
  if (!(cause instanceof AppError)) return cause;
  const tail = left.length === 0 ? "" : ` ${left.join(" and ")} was not tried.`;
  return new AppError(
    cause.code,
    `Done in part: ${done.join(" and ")} succeeded, ${failed} failed (${cause.message}).${tail}`,
    cause.details,
  );
}
