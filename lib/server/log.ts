import pino, { type Logger } from "pino";
import { isQueryFailure } from "./db/failure";

export type Log = Logger;

/** Structured logs on standard output: one JSON object a line, secrets replaced. `level` is pino's. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["*.token", "*.secret", "*.authorization", "*.cookie", "*.password"],
      censor: "[redacted]",
    },
    serializers: { err: serializeError },
  };
  return destination ? pino(options, destination) : pino(options);
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
