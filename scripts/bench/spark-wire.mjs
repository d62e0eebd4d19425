// @ts-check
import { setTimeout as pause } from "node:timers/promises";
import {
  AthenaClient,
  GetCalculationExecutionStatusCommand,
  GetSessionStatusCommand,
  StartCalculationExecutionCommand,
  StartSessionCommand,
  StopCalculationExecutionCommand,
  TerminateSessionCommand,
} from "@aws-sdk/client-athena";

const WORKGROUP = "spark-research";

/**
 * Sessions and calculations through the SDK, each call timed by the clock of this process.
 * @param {string} url of local-athena
 * @param {import("../lib/programs.mjs").Credentials} credentials
 * @param {number} pollMs how often a state is asked for
 */
export function createSparkWire(url, credentials, pollMs) {
  const athena = new AthenaClient({ endpoint: url, region: "us-east-1", credentials });

  /**
   * @param {() => Promise<string | undefined>} read
   * @param {(state: string) => boolean} isThere
   */
  async function until(read, isThere) {
    for (;;) {
      const state = (await read()) ?? "";
      if (isThere(state)) return state;
      await pause(pollMs);
    }
  }

  /** @param {string} SessionId */
  const sessionState = async (SessionId) =>
    (await athena.send(new GetSessionStatusCommand({ SessionId }))).Status?.State;
  /** @param {string} CalculationExecutionId */
  const calculationState = async (CalculationExecutionId) =>
    (await athena.send(new GetCalculationExecutionStatusCommand({ CalculationExecutionId }))).Status
      ?.State;

  /** @param {string} sessionId @param {string} code */
  async function start(sessionId, code) {
    const answer = await athena.send(
      new StartCalculationExecutionCommand({ SessionId: sessionId, CodeBlock: code }),
    );
    return answer.CalculationExecutionId ?? "";
  }

  /** @param {string} calculationId @param {readonly string[]} states */
  const reaches = (calculationId, states) =>
    until(
      () => calculationState(calculationId),
      (state) => states.includes(state),
    );

  return {
    start,
    reaches,

    /** Milliseconds from StartSession to IDLE. @returns {Promise<{ id: string, ms: number }>} */
    async startSession() {
      const startedAt = performance.now();
      const { SessionId: id = "" } = await athena.send(
        new StartSessionCommand({
          WorkGroup: WORKGROUP,
          EngineConfiguration: { MaxConcurrentDpus: 4 },
        }),
      );
      const state = await until(
        () => sessionState(id),
        (current) => !["CREATING", "CREATED"].includes(current),
      );
      if (state !== "IDLE") throw new Error(`Session ${id} is ${state}.`);
      return { id, ms: performance.now() - startedAt };
    },

    /** Runs code to its end. @param {string} sessionId @param {string} code */
    async run(sessionId, code) {
      const startedAt = performance.now();
      const state = await reaches(await start(sessionId, code), [
        "COMPLETED",
        "FAILED",
        "CANCELED",
      ]);
      if (state !== "COMPLETED") throw new Error(`The calculation is ${state}: ${code}`);
      return performance.now() - startedAt;
    },

    /** Milliseconds from StopCalculationExecution to CANCELED. @param {string} sessionId @param {string} code */
    async stop(sessionId, code) {
      const id = await start(sessionId, code);
      await reaches(id, ["RUNNING"]);
      await pause(500);
      const stoppedAt = performance.now();
      await athena.send(new StopCalculationExecutionCommand({ CalculationExecutionId: id }));
      const state = await reaches(id, ["COMPLETED", "FAILED", "CANCELED"]);
      if (state !== "CANCELED") throw new Error(`The calculation is ${state}: ${code}`);
      const ms = performance.now() - stoppedAt;
      await until(
        () => sessionState(sessionId),
        (current) => current !== "BUSY",
      );
      return ms;
    },

    /** @param {string} sessionId */
    async terminate(sessionId) {
      await athena.send(new TerminateSessionCommand({ SessionId: sessionId }));
      await until(
        () => sessionState(sessionId),
        (current) => current === "TERMINATED",
      );
    },

    close: () => athena.destroy(),
  };
}
