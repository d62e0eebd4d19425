import {
  type AthenaClient,
  type CalculationStatus,
  GetCalculationExecutionCodeCommand,
  GetCalculationExecutionCommand,
  type GetCalculationExecutionResponse,
  GetSessionCommand,
  ListCalculationExecutionsCommand,
  StartCalculationExecutionCommand,
  StopCalculationExecutionCommand,
} from "@aws-sdk/client-athena";
import type { S3Client } from "@aws-sdk/client-s3";
import { type Calculation, isCalculationInFlight } from "@/lib/domain/calculations";
import { AppError } from "@/lib/domain/errors";
import { type ByteWindow, listFolder, readWindow } from "./calculations-objects";
import { upstream } from "./errors";
import { createSharedReader } from "./shared-reader";

export type StartCalculationInput = {
  sessionId: string;
  code: string;
  description?: string | undefined;
  clientRequestToken: string;
};

/** A line of ListCalculationExecutions. Times are epoch milliseconds. */
export type CalculationSummary = Pick<
  Calculation,
  "id" | "description" | "state" | "stateChangeReason" | "submittedAt" | "completedAt"
>;

/** A page of the console; Athena gives at most 100. */
export const CALCULATIONS_PAGE = 25;

/** Calculations of Spark sessions and their output. All members throw AppErrors. */
export function bindCalculations(client: AthenaClient, s3: S3Client) {
  const executions = createSharedReader<Calculation>({
    fetch: async (id) => {
      const wire = await known(
        client.send(new GetCalculationExecutionCommand({ CalculationExecutionId: id })),
      );
      return toCalculation(wire);
    },
    isFinal: ({ state }) => !isCalculationInFlight(state),
  });
  const codes = createSharedReader<string>({
    fetch: async (id) => {
      const answer = await known(
        client.send(new GetCalculationExecutionCodeCommand({ CalculationExecutionId: id })),
      );
      return answer.CodeBlock ?? "";
    },
    // Code never changes once it was sent; each is at most 68,000 characters.
    isFinal: () => true,
    keptMax: 300,
  });
  const workgroups = createSharedReader<string>({
    fetch: async (sessionId) =>
      (await known(client.send(new GetSessionCommand({ SessionId: sessionId })))).WorkGroup ?? "",
    isFinal: () => true,
    keptMax: 10_000,
  });
  return {
    /** GetSession, asked once: a session stays in its workgroup. @throws AppError NOT_FOUND */
    readSessionWorkgroup: async (sessionId: string): Promise<string> =>
      (await workgroups.read(sessionId)).value,

    /** GetCalculationExecution, at most so old, a second unless told, and shared by everyone who asks. @throws AppError NOT_FOUND */
    readCalculation: async (id: string, maxAgeMs?: number): Promise<Calculation> =>
      (await executions.read(id, maxAgeMs)).value,

    /** GetCalculationExecutionCode: the code, or on old releases an address of it, as Athena gives it. */
    readCalculationCode: async (id: string): Promise<string> => (await codes.read(id)).value,

    /** ListCalculationExecutions: the next calculations of a session, newest first. */
    async listCalculations(
      sessionId: string,
      nextToken: string | undefined,
    ): Promise<{ summaries: CalculationSummary[]; nextToken: string | undefined }> {
      const page = await known(
        client.send(
          new ListCalculationExecutionsCommand({
            SessionId: sessionId,
            NextToken: nextToken,
            MaxResults: CALCULATIONS_PAGE,
          }),
        ),
      );
      const summaries = (page.Calculations ?? []).map((wire) => ({
        id: wire.CalculationExecutionId ?? "",
        description: wire.Description || undefined,
        ...toStatus(wire.Status),
      }));
      return { summaries, nextToken: page.NextToken };
    },

    /** StartCalculationExecution. The same token starts the same calculation once. */
    async startCalculation(input: StartCalculationInput): Promise<{ id: string; state: string }> {
      const answer = await known(
        client.send(
          new StartCalculationExecutionCommand({
            SessionId: input.sessionId,
            CodeBlock: input.code,
            Description: input.description,
            ClientRequestToken: input.clientRequestToken,
          }),
        ),
      );
      return { id: answer.CalculationExecutionId ?? "", state: answer.State ?? "CREATING" };
    },

    /** StopCalculationExecution: best effort; a finished calculation stays as it is. */
    async stopCalculation(id: string): Promise<void> {
      await known(client.send(new StopCalculationExecutionCommand({ CalculationExecutionId: id })));
      executions.invalidate(id);
    },

    /** A part of an output object. See `readWindow`. */
    readOutputWindow: (uri: string, window: ByteWindow) =>
      upstream(readWindow(s3, uri, window), "S3"),

    /** The objects below a result folder. See `listFolder`. */
    listResultObjects: (uri: string) => upstream(listFolder(s3, uri), "S3"),
  };
}

/** Athena says InvalidRequestException of ids that it does not know (reference 2.4). @throws AppError NOT_FOUND then */
const known = <T>(answer: Promise<T>): Promise<T> =>
  upstream(answer).catch((error: unknown) => {
    if (
      error instanceof AppError &&
      error.code === "INVALID" &&
      /not found|does not exist/i.test(error.message)
    )
      throw new AppError("NOT_FOUND", error.message, error.details);
    throw error;
  });

function toCalculation(wire: GetCalculationExecutionResponse): Calculation {
  const { Result: result, Statistics: statistics } = wire;
  return {
    id: wire.CalculationExecutionId ?? "",
    sessionId: wire.SessionId ?? "",
    description: wire.Description || undefined,
    workingDirectory: wire.WorkingDirectory,
    ...toStatus(wire.Status),
    dpuMs: statistics?.DpuExecutionInMillis,
    progress: statistics?.Progress,
    result: {
      stdoutUri: result?.StdOutS3Uri,
      stderrUri: result?.StdErrorS3Uri,
      resultUri: result?.ResultS3Uri,
      resultType: result?.ResultType,
    },
  };
}

const toStatus = (status: CalculationStatus | undefined) => ({
  state: status?.State ?? "UNKNOWN",
  stateChangeReason: status?.StateChangeReason,
  submittedAt: status?.SubmissionDateTime?.getTime(),
  completedAt: status?.CompletionDateTime?.getTime(),
});
