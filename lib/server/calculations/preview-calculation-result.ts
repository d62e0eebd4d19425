import type { previewCalculationResult as contract } from "@/lib/contracts/calculations";
import type { Verb } from "../context";
import { windowText } from "./output-text";
import { readableCalculation } from "./readable-calculation";
import { resultObjectUri } from "./result-objects";

const PREVIEW_BYTES = 65_536;

/** The first bytes of a result object, where they are text. */
export const previewCalculationResult: Verb<typeof contract> = async (ctx, { id, name }) => {
  const { calculation } = await readableCalculation(ctx, "previewCalculationResult", id);
  const window = await ctx.runtime.athena.readOutputWindow(resultObjectUri(calculation, name), {
    from: 0,
    bytesMax: PREVIEW_BYTES,
  });
  const { sizeBytes } = window;
  const { text, to } = windowText(window, PREVIEW_BYTES, true);
  const whole = to >= sizeBytes;
  if (text.includes("\0") || text.includes("\ufffd"))
    return { kind: "binary", text: "", sizeBytes, whole };
  return { kind: "text", text, sizeBytes, whole };
};
