import { AppError } from "@/lib/domain/errors";

/** What drizzle wraps around a driver's error; known by shape, because Next bundles each route apart. */
type QueryFailure = Error & { query: string; params: unknown; cause?: unknown };

export function isQueryFailure(error: unknown): error is QueryFailure {
  return error instanceof Error && "query" in error && "params" in error;
}

/** SQLSTATE classes in which the server answers that it cannot serve: connection, resources, intervention, system. */
const UNAVAILABLE_CLASS = /^(08|53|57|58)/;
const DISK_FULL = /^(53100|ENOSPC)$|no space left/i;

/**
 * A failure of the console's own database in words for people; undefined for anything else, such as a
 * statement of ours that it refuses. Never carries the statement or its values.
 */
export function databaseFailure(error: unknown): AppError | undefined {
  if (!isQueryFailure(error)) return undefined;
  const { code = "", severity, message = "" } = (error.cause ?? {}) as Record<string, string>;
  if (DISK_FULL.test(code) || DISK_FULL.test(message))
    return new AppError("UPSTREAM", "The console's database has no disk space left");
  // Without a severity no server answered: refused, timed out, closed.
  if (severity === undefined || UNAVAILABLE_CLASS.test(code))
    return new AppError("UPSTREAM", "The console's database cannot be reached");
  return undefined;
}
