import { AppError } from "@/lib/domain/errors";
import { markUnheard, wasHeard } from "./errors";

/** The longest that one call may take, waiting for its turn and every retry included. */
export const CALL_TIMEOUT_MS = 20_000;

type Call = {
  deadlineAt: number;
  isThrottled: boolean;
  /** An attempt left, and nobody heard how it went: whatever a later one says, it may have been done. */
  isUnheard: boolean;
};

/**
 * Bounds calls of an SDK client as a whole: the SDK's own limits are for single attempts, and leave out the
 * search for credentials and the pauses between retries. `service` is named in what people read.
 */
export function createDeadlines(service: string, timeoutMs = CALL_TIMEOUT_MS) {
  const calls = new WeakMap<object, Call>();
  const late = (call: Call) =>
    call.isThrottled
      ? new AppError(
          "THROTTLED",
          `${service} takes no more requests at the moment: try again later`,
        )
      : new AppError("UPSTREAM", `${service} did not answer within ${timeoutMs / 1_000} s`);

  return {
    /**
     * The whole call; what it throws is marked `unheard` where it may have been done all the same.
     * @throws AppError UPSTREAM or THROTTLED when the time is up
     */
    async call<T>(context: object, work: () => Promise<T>): Promise<T> {
      const call = {
        deadlineAt: Date.now() + timeoutMs,
        isThrottled: false,
        isUnheard: false,
      };
      calls.set(context, call);
      let timer: NodeJS.Timeout | undefined;
      const timeUp = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(late(call)), timeoutMs);
      });
      try {
        return await Promise.race([work(), timeUp]);
      } catch (error) {
        throw call.isUnheard ? markUnheard(error) : error;
      } finally {
        clearTimeout(timer);
      }
    },

    /**
     * One attempt of it, after its turn has come; none begins once the caller has been told that the time is up.
     */
    async attempt<T>(
      context: object,
      turn: (deadlineAt: number) => Promise<void>,
      work: () => Promise<T>,
    ): Promise<T> {
      const call = calls.get(context) ?? {
        deadlineAt: Number.POSITIVE_INFINITY,
        isThrottled: false,
        isUnheard: false,
      };
      if (Date.now() >= call.deadlineAt) throw late(call);
      call.isThrottled = true;
      await turn(call.deadlineAt);
      const { isUnheard } = call;
      try {
        call.isThrottled = false;
        call.isUnheard = true;
        const answer = await work();
        call.isUnheard = isUnheard;
        return answer;
      } catch (error) {
        call.isThrottled = (error as Error).name === "ThrottlingException";
        if (wasHeard(error)) call.isUnheard = isUnheard;
        throw error;
      }
    },
  };
}
