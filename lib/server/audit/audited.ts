import { and, eq } from "drizzle-orm";
import { actingAs } from "@/lib/athena/acting";
import { redactArns, toAppError } from "@/lib/athena/errors";
import type { AuditedAction, AuditObjectType } from "@/lib/domain/audit";
import { AppError, isUnheard } from "@/lib/domain/errors";
import { assumedRoleOf } from "../access/assumed-role";
import type { Ctx } from "../context";
import type { Queries } from "../db/database";
import { keepable } from "../db/keepable";
import { audit } from "../db/schema";

export type Change<Result> = {
  action: AuditedAction;
  /** Absent for what belongs to the whole account or to Athenaeum itself. */
  workgroup?: string;
  objectType: AuditObjectType;
  /** Unknown before the call where the call creates the object. */
  objectId?: string;
  before?: unknown;
  after?: unknown;
  /** Who sends it again finds what was done: it is not done twice, and refused to nobody. */
  isRepeatable?: true;
  /** Told the id of its row: what is done in part is recorded before the failure is thrown. */
  call: (auditId: number) => Promise<Result>;
  /** What is recorded together with the closing, in one transaction. */
  record?: (
    queries: Queries,
    result: Result,
    auditId: number,
  ) => Promise<{ objectId?: string } | undefined>;
};

/**
 * Commits an `attempted` row, makes the call in the person's name (`assumedRoleOf`), closes the row `succeeded`, or
 * `failed` with Athena's code and words, or `unknown` where the answer was lost. If the row cannot be written nothing
 * is sent. If only the closing fails the row stays `attempted`, which is the truth until `closeUnfinished` finds it,
 * and the change is reported as done.
 */
export async function audited<Result>(ctx: Ctx, change: Change<Result>): Promise<Result> {
  const { queries } = ctx.runtime.database;
  const [row] = await queries
    .insert(audit)
    .values({
      requestId: ctx.requestId,
      actorId: ctx.actor.id,
      actorName: keepable(ctx.actor.name),
      action: change.action,
      workgroup: change.workgroup,
      objectType: change.objectType,
      objectId: change.objectId,
      before: keepable(change.before),
      after: keepable(change.after),
    })
    .returning({ id: audit.id });
  const id = row?.id as number;

  let result: Result;
  try {
    const identity = assumedRoleOf(ctx.runtime.env.assumeRoles, ctx.actor, change.workgroup);
    result = await actingAs(identity, () => change.call(id));
  } catch (error) {
    await closing(ctx, id, () =>
      close(queries, id, {
        outcome: isUnheard(error) ? "unknown" : "failed",
        errorCode: codeOf(error),
        errorMessage: messageOf(error),
      }),
    );
    throw toldOf(error, change);
  }
  await closing(ctx, id, () =>
    queries.transaction(async (tx) => {
      const recorded = await change.record?.(tx, result, id);
      return close(tx, id, { outcome: "succeeded", ...recorded });
    }),
  );
  return result;
}

/** How it went; undefined where the row was closed before. */
async function close(
  queries: Queries,
  id: number,
  values: Pick<typeof audit.$inferInsert, "outcome" | "objectId" | "errorCode" | "errorMessage">,
) {
  const [row] = await queries
    .update(audit)
    .set({ ...keepable(values), closedAt: new Date() })
    .where(and(eq(audit.id, id), eq(audit.outcome, "attempted")))
    .returning({ outcome: audit.outcome });
  return row?.outcome;
}

type Closing = () => ReturnType<typeof close>;

async function closing(ctx: Ctx, auditId: number, write: Closing): Promise<void> {
  try {
    if ((await write()) === undefined)
      ctx.log.warn({ auditId }, "audit row stays unknown: it was heard too late how it went");
  } catch (err) {
    ctx.log.error({ err, auditId }, "audit row stays attempted: it could not be closed");
  }
}

/** Who reads that something failed does it again: not without a look, where it may have been done. */
function toldOf(error: unknown, { isRepeatable }: Pick<Change<unknown>, "isRepeatable">): unknown {
  if (!isUnheard(error)) return error;
  const look = isRepeatable ? "" : ": look before you try again";
  const words = `${error.message.replace(/\.$/, "")}. It may have been done all the same${look}.`;
  return Object.assign(new AppError(error.code, words, error.details), { cause: error });
}

function codeOf(error: unknown): string {
  const { details, code, name } = error as {
    details?: { upstreamCode?: string };
    code?: string;
    name?: string;
  };
  return details?.upstreamCode ?? code ?? name ?? "UNKNOWN";
}

/** What people were told; what nobody foresaw may hold anything, and stays in the log. */
function messageOf(error: unknown): string | undefined {
  try {
    return redactArns(toAppError(error).message);
  } catch {
    return undefined;
  }
}
