import { invalidInput } from "../../protocol/errors";
import { timeOrderedId } from "../../spark/runtime/time-ordered-id";
import type { NewCalculation } from "../../state/calculations";
import { onceByToken } from "../once-by-token";
import type { Handler, Input } from "../operation";
import { requireFamily, sessionNamed, wrongState } from "../sessions/session";
import { workGroupNamed } from "../workgroups/work-group";

const OPERATION = "StartCalculationExecution";

/** CalculationConfiguration is the deprecated place; exactly one of the two has the code. */
function codeOf({ CodeBlock, CalculationConfiguration }: Input<typeof OPERATION>): string {
  if (CodeBlock !== undefined && CalculationConfiguration !== undefined)
    throw invalidInput("Only one of CodeBlock and CalculationConfiguration can be provided.");
  const code = CodeBlock ?? CalculationConfiguration?.CodeBlock;
  if (code === undefined) throw invalidInput("CodeBlock is required.");
  return code;
}

/**
 * Stores a calculation and begins it; its session is BUSY from then on. A repeated ClientRequestToken answers with
 * the first calculation, whatever became of it and of the session.
 */
export const startCalculationExecution: Handler<typeof OPERATION> = (context, input) => {
  const code = codeOf(input);
  const session = sessionNamed(context, input.SessionId);
  requireFamily(session, "PYSPARK_3", OPERATION);
  const workGroup = workGroupNamed(context, session.workGroup);
  let created: NewCalculation | undefined;
  const CalculationExecutionId = onceByToken(context, {
    operation: OPERATION,
    token: input.ClientRequestToken,
    compared: [input.SessionId, input.Description, code],
    create() {
      if (workGroup.state === "DISABLED")
        throw invalidInput(`WorkGroup ${workGroup.name} is disabled.`);
      const submittedAt = context.now();
      if (!context.sessions.move(session.id, "BUSY", submittedAt))
        throw wrongState(session.state, "Only a session in the IDLE state takes a calculation.");
      const id = timeOrderedId(submittedAt);
      created = {
        id,
        sessionId: session.id,
        description: input.Description,
        code,
        workingDirectory: `${session.workingDirectory}/${id}`,
        submittedAt,
      };
      context.calculations.insert(created);
      return id;
    },
  });
  if (created) context.spark.run(created);
  return {
    CalculationExecutionId,
    State: context.calculations.get(CalculationExecutionId)?.state,
  };
};
