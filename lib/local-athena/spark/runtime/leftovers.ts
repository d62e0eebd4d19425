import type { Calculations } from "../../state/calculations";
import type { Executors } from "../../state/executors";
import type { Sessions } from "../../state/sessions";
import { SERVICE_RESTARTED, sessionEnded } from "./reasons";

/**
 * Sessions that a former process left behind cannot be going on: they end FAILED, at the time when they were last
 * known to live, and their calculations with them. What those have printed stays where it is.
 * @returns how many sessions there were
 */
export function failLeftoverSessions(state: {
  sessions: Sessions;
  calculations: Calculations;
  executors: Executors;
  transaction: (write: () => void) => void;
}): number {
  const { sessions, calculations, executors } = state;
  const leftovers = sessions.unended();
  const unended = calculations.unended();
  state.transaction(() => {
    for (const session of leftovers) {
      const at = Math.max(executors.endLeftovers(session.id) ?? 0, session.modifiedAt);
      for (const calculation of unended) {
        if (calculation.sessionId !== session.id) continue;
        calculations.end(calculation.id, {
          state: "FAILED",
          reason: sessionEnded(session.id, "FAILED", SERVICE_RESTARTED),
          at: Math.max(at, calculation.startedAt ?? calculation.submittedAt),
          progress: undefined,
          hasResult: calculation.startedAt !== undefined,
        });
      }
      sessions.move(session.id, "FAILED", at, SERVICE_RESTARTED);
    }
  });
  return leftovers.length;
}
