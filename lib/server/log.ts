import pino, { type Logger } from "pino";

export type Log = Logger;

/** Structured logs on standard output: one JSON object a line, secrets replaced. `level` is pino's. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["*.token", "*.secret", "*.authorization", "*.cookie", "*.password"],
      censor: "[redacted]",
    },
    serializers: { err: pino.stdSerializers.err },
  });
}
