import { EXECUTOR_STATES } from "../../state/executors";
import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { sessionNamed } from "./session";

const OPERATION = "ListExecutors";
const PAGE_MAX = 100;

/** Executors that joined a session, newest first; times are epoch milliseconds (the unit is not documented). */
export const listExecutors: Handler<typeof OPERATION> = (context, input) => {
  const { id } = sessionNamed(context, input.SessionId);
  const filters = [id, input.ExecutorStateFilter ?? ""];
  const position = readListToken(context, OPERATION, filters, input.NextToken);
  const { records, next } = context.executors.list(
    id,
    input.ExecutorStateFilter === undefined ? EXECUTOR_STATES : [input.ExecutorStateFilter],
    input.MaxResults ?? PAGE_MAX,
    position && Number(position[0]),
  );
  return {
    SessionId: id,
    ExecutorsSummary: records.map((executor) => ({
      ExecutorId: executor.id,
      ExecutorType: executor.type,
      StartDateTime: executor.startedAt,
      TerminationDateTime: executor.endedAt,
      ExecutorState: executor.state,
      ExecutorSize: executor.sizeDpus,
    })),
    NextToken:
      next === undefined ? undefined : context.pageTokens.write(OPERATION, filters, [next]),
  };
};
