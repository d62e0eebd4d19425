import { toAppError } from "@/lib/athena/errors";
import { databaseFailure } from "../db/failure";

/** A part of an answer that may be missing: its value, or why it is not there. @throws what nobody foresaw */
export async function ifAvailable<T>(
  part: Promise<T>,
): Promise<{ value: T; problem?: undefined } | { value?: undefined; problem: string }> {
  try {
    return { value: await part };
  } catch (cause) {
    return { problem: (databaseFailure(cause) ?? toAppError(cause)).message };
  }
}
