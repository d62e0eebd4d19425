import type { readCalculationOutput as contract } from "@/lib/contracts/calculations";
import { isCalculationInFlight, outputPlaceOf } from "@/lib/domain/calculations";
import { AppError } from "@/lib/domain/errors";
import type { Verb } from "../context";
import { LOOKAHEAD_BYTES, windowText } from "./output-text";
import { readableCalculation } from "./readable-calculation";

/** A window of StdOutS3Uri or StdErrorS3Uri by GetObject with Range, as it is at this moment. */
export const readCalculationOutput: Verb<typeof contract> = async (ctx, input) => {
  const { id, stream, from, bytes } = input;
  // The state first: what is read after the end is all there will be.
  const { calculation } = await readableCalculation(ctx, "readCalculationOutput", id);
  const inFlight = isCalculationInFlight(calculation.state);
  const nothing = { text: "", from: from ?? 0, to: from ?? 0, sizeBytes: 0, inFlight };
  const place = outputPlaceOf(calculation, stream);
  if (!place) return { available: false, ...nothing };
  try {
    const window = await ctx.runtime.athena.readOutputWindow(place.uri, {
      from,
      bytesMax: from === undefined ? bytes : bytes + LOOKAHEAD_BYTES,
    });
    const part = windowText(window, bytes, inFlight);
    return { available: true, ...part, sizeBytes: window.sizeBytes, inFlight };
  } catch (error) {
    // Where an object is only supposed to be, S3 may also say that we may not look for it.
    if (error instanceof AppError && (error.code === "NOT_FOUND" || !place.named))
      return { available: false, ...nothing };
    throw error;
  }
};
