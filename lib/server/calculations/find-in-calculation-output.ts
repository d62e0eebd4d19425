import type { findInCalculationOutput as contract } from "@/lib/contracts/calculations";
import { outputPlaceOf } from "@/lib/domain/calculations";
import { AppError } from "@/lib/domain/errors";
import type { Verb } from "../context";
import { readableCalculation } from "./readable-calculation";

const STEP_BYTES = 1_048_576;
/** A request ends after so much; the caller asks on from there. */
const REQUEST_BYTES_MAX = 16 * STEP_BYTES;

/** Looks through an output from a byte on, a megabyte at a time; upper and lower case of A to Z are the same. */
export const findInCalculationOutput: Verb<typeof contract> = async (ctx, input) => {
  const { id, stream, text, from } = input;
  const { calculation } = await readableCalculation(ctx, "findInCalculationOutput", id);
  const place = outputPlaceOf(calculation, stream);
  if (!place) throw new AppError("NOT_FOUND", "This calculation has no such output yet");
  const wanted = lowered(Buffer.from(text, "utf8"));
  let at = from;
  for (;;) {
    const window = await ctx.runtime.athena.readOutputWindow(place.uri, {
      from: at,
      bytesMax: STEP_BYTES + wanted.length - 1,
    });
    const { sizeBytes } = window;
    const found = lowered(window.bytes).indexOf(wanted);
    if (found >= 0) return { at: at + found, searchedTo: at + found, sizeBytes };
    at = Math.min(at + STEP_BYTES, sizeBytes);
    if (at >= sizeBytes || at - from >= REQUEST_BYTES_MAX) return { searchedTo: at, sizeBytes };
  }
};

/** A to Z as a to z in place; other bytes, and so all other characters, stay as they are. */
function lowered(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < copy.length; index += 1) {
    const byte = copy[index] as number;
    if (byte >= 0x41 && byte <= 0x5a) copy[index] = byte + 0x20;
  }
  return copy;
}
