import pino, { type Logger } from "pino";
import { isQueryFailure } from "./db/failure";

export type Log = Logger;

/** Structured logs on standard output: one JSON object a line, secrets replaced. `level` is pino's. */
export function createLog(level: string, destination: pino.DestinationStream = lines(1)): Log {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["*.token", "*.secret", "*.authorization", "*.cookie", "*.password"],
        censor: "[redacted]",
      },
      serializers: { err: serializeError },
    },
    destination,
  );
}

const KEPT_BYTES_MAX = 1_000_000;

/** Lines to an open file. While they cannot be written, on a full disk for one, they are lost and work goes on. */
export function lines(fd: number): pino.DestinationStream {
  const destination = pino.destination({ fd, sync: true, maxLength: KEPT_BYTES_MAX });
  destination.on("error", () => {});
  return destination;
}

/** Statements stay out of the log with the values that people gave: the database's own words remain. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!isQueryFailure(error)) return pino.stdSerializers.err(error);
  const { code, message } = (error.cause ?? {}) as { code?: string; message?: string };
  return { type: "DatabaseError", code, message, stack: framesOf(error) };
}

const framesOf = (error: Error) =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
