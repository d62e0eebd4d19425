import { AppError } from "@/lib/domain/errors";

/** One call of a change that takes several. */
export type Step = { operation: string; send: () => Promise<void> };

const TAGS_MAX = 50;

/** Some steps were made before one failed. `reason` is what people are told. */
export class HalfDone extends Error {
  constructor(readonly reason: unknown) {
    super("A change was made in part");
  }
}

/** One step after the other. @throws HalfDone where one fails after another was made, else what it threw */
export async function inSteps(steps: readonly Step[]): Promise<void> {
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

type Tagging = {
  /** The tags of now. */
  tags: Readonly<Record<string, string>>;
  tag: { Key: string; Value: string }[];
  untag: string[];
  sendTag: (tags: { Key: string; Value: string }[]) => Promise<void>;
  sendUntag: (keys: string[]) => Promise<void>;
};

/** TagResource and UntagResource, as far as there is something to send. */
export function taggingSteps({ tags, tag, untag, sendTag, sendUntag }: Tagging): Step[] {
  const steps: Step[] = [];
  if (tag.length > 0) steps.push({ operation: "TagResource", send: () => sendTag(tag) });
  if (untag.length > 0) steps.push({ operation: "UntagResource", send: () => sendUntag(untag) });
  // No tag is gone before its successor is there, unless there is no room for both.
  const keys = new Set([...Object.keys(tags), ...tag.map(({ Key }) => Key)]);
  return keys.size > TAGS_MAX ? steps.reverse() : steps;
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
