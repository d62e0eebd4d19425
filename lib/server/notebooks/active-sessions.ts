import { AppError } from "@/lib/domain/errors";
import { isSessionInFlight } from "@/lib/domain/sessions";
import type { Ctx } from "../context";

/** Which notebook a session belongs to never changes: a reading of this age will do. */
const KNOWN_FOR_MS = 60 * 60_000;

type ActiveSession = { id: string; startedAt: number | undefined; state: string };

/**
 * The active sessions of these workgroups by their notebook: ListSessions, and GetSession once for each session.
 * Sessions that cannot be read are left out: a list says what it knows.
 */
export async function activeSessionsOf(
  ctx: Ctx,
  workgroups: readonly string[],
): Promise<Map<string, ActiveSession>> {
  const { athena } = ctx.runtime;
  const byNotebook = new Map<string, ActiveSession>();
  await Promise.all(
    workgroups.map(async (workgroup) => {
      try {
        const listed = (await athena.readSessionList(workgroup)).filter(({ state }) =>
          isSessionInFlight(state),
        );
        const readings = await Promise.all(
          listed.map(({ id }) => athena.readSession(id, KNOWN_FOR_MS)),
        );
        for (const [index, { value }] of readings.entries()) {
          const { id, startedAt, notebookId } = value;
          // The list is newer than the reading.
          const state = listed[index]?.state ?? value.state;
          if (notebookId !== undefined) byNotebook.set(notebookId, { id, startedAt, state });
        }
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause;
        ctx.log.warn(
          { workgroup, reason: cause.message },
          "active sessions of notebooks are not known",
        );
      }
    }),
  );
  return byNotebook;
}
