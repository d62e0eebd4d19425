import { createHash } from "node:crypto";
import { AppError } from "@/lib/domain/errors";
import { NotebookFormatError, parseNotebook } from "@/lib/domain/ipynb";

/** SHA-256 of a payload in UTF-8, hexadecimal. */
export const payloadHash = (payload: string) => createHash("sha256").update(payload).digest("hex");

/** @throws AppError INVALID, with the line or the path, for what is no notebook of nbformat 4 */
export function requireNotebook(payload: string): void {
  try {
    parseNotebook(payload);
  } catch (cause) {
    if (!(cause instanceof NotebookFormatError)) throw cause;
    throw new AppError("INVALID", cause.message, { fields: { payload: cause.message } });
  }
}
