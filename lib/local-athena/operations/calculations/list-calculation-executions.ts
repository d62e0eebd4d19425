import { CALCULATION_STATES } from "../../state/calculations";
import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { requireFamily, sessionNamed } from "../sessions/session";
import { calculationStatusOf } from "./calculation";

const OPERATION = "ListCalculationExecutions";
const PAGE_MAX = 100;

/** Calculations of a session, newest first, in all states or in the one that is asked for. */
export const listCalculationExecutions: Handler<typeof OPERATION> = (context, input) => {
  const session = sessionNamed(context, input.SessionId);
  requireFamily(session, "PYSPARK_3", OPERATION);
  const filters = [session.id, input.StateFilter ?? ""];
  const position = readListToken(context, OPERATION, filters, input.NextToken);
  const { records, next } = context.calculations.list(
    session.id,
    input.StateFilter === undefined ? CALCULATION_STATES : [input.StateFilter],
    input.MaxResults ?? PAGE_MAX,
    position && Number(position[0]),
  );
  return {
    Calculations: records.map((calculation) => ({
      CalculationExecutionId: calculation.id,
      Description: calculation.description,
      Status: calculationStatusOf(calculation),
    })),
    NextToken:
      next === undefined ? undefined : context.pageTokens.write(OPERATION, filters, [next]),
  };
};
