import { setImmediate as nextTurn } from "node:timers/promises";
import { invalidInput } from "../../protocol/errors";
import { reservationOf, withoutWorkGroup } from "../capacity/capacity-reservation";
import type { Handler } from "../operation";
import type { ServiceContext } from "../service-context";
import { PRIMARY, workGroupNamed, workGroupResource } from "./work-group";

/** Small enough that no request waits for a batch of a long history. */
const PURGE_ROWS = 100;

/** Removes the executions and sessions of deleted workgroups, which nobody sees any more, between requests. */
export function purgeDeletedWorkGroups(context: ServiceContext): void {
  context.background.start("purge of deleted workgroups", async (signal) => {
    for (const { purgeForgotten } of [context.executions, context.sessions])
      while (!signal.aborted && purgeForgotten(PURGE_ROWS)) await nextTurn();
  });
}

/** What keeps a workgroup from being deleted without RecursiveDeleteOption. */
const hasContents = (context: ServiceContext, name: string) =>
  context.executions.list(name, 1).ids.length > 0 ||
  context.namedQueries.countIn(name) > 0 ||
  context.notebooks.countIn(name) > 0 ||
  context.sessions.countIn(name) > 0;

/**
 * Deletes a workgroup with all that is in it: its history is unknown at once, running queries are
 * stopped and sessions terminated. A workgroup of a reservation must be taken out of it first, unless that is cancelled.
 */
export const deleteWorkGroup: Handler<"DeleteWorkGroup"> = (context, input) => {
  const name = input.WorkGroup;
  if (name === PRIMARY) throw invalidInput("The primary workgroup cannot be deleted.");
  workGroupNamed(context, name);
  const reservation = reservationOf(context, name);
  if (reservation)
    throw invalidInput(
      `WorkGroup ${name} is assigned to capacity reservation ${reservation.name}. Remove the assignment first.`,
    );
  if (!input.RecursiveDeleteOption && hasContents(context, name))
    throw invalidInput(`WorkGroup ${name} is not empty`);

  for (const execution of context.executions.inFlight()) {
    if (execution.workGroup === name) context.runner.stop(execution.id);
  }
  for (const session of context.sessions.unended()) {
    if (session.workGroup === name) context.spark.terminate(session.id);
  }
  context.transaction(() => {
    context.executions.forgetWorkGroup(name);
    context.sessions.forgetWorkGroup(name);
    context.namedQueries.deleteIn(name);
    context.notebooks.deleteIn(name);
    context.preparedStatements.deleteIn(name);
    context.tags.removeAll(workGroupResource(name));
    withoutWorkGroup(context, name);
    context.workGroups.remove(name);
  });
  purgeDeletedWorkGroups(context);
  return {};
};
