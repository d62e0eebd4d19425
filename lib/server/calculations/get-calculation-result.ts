import type { getCalculationResult as contract } from "@/lib/contracts/calculations";
import { type Output, toOutputs } from "@/lib/domain/outputs";
import type { Ctx, Verb } from "../context";
import { readableCalculation } from "./readable-calculation";

/** An nbformat object with the display data of the code: `{"nbformat":4,"outputs":[…]}`. */
const OUTPUTS_NAME = "outputs.json";
const OUTPUTS_BYTES_MAX = 20_000_000;

/** The objects below ResultS3Uri; what Athena puts there is not documented, so the rest is for download. */
export const getCalculationResult: Verb<typeof contract> = async (ctx, { id }) => {
  const { calculation } = await readableCalculation(ctx, "getCalculationResult", id);
  const { resultUri, resultType: type } = calculation.result;
  if (resultUri === undefined) return { type, objects: [], more: false, outputs: [] };
  const { objects, more } = await ctx.runtime.athena.listResultObjects(resultUri);
  const drawable = objects.find(({ name }) => name === OUTPUTS_NAME);
  const drawn = drawable ? await outputsOf(ctx, resultUri, drawable.sizeBytes) : { outputs: [] };
  return { type, objects, more, ...drawn };
};

async function outputsOf(
  ctx: Ctx,
  resultUri: string,
  sizeBytes: number,
): Promise<{ outputs: Output[]; problem?: string }> {
  if (sizeBytes > OUTPUTS_BYTES_MAX)
    return { outputs: [], problem: "The outputs are too large to be drawn here: download them." };
  const { bytes } = await ctx.runtime.athena.readOutputWindow(
    `${resultUri.replace(/\/$/, "")}/${OUTPUTS_NAME}`,
    { from: 0, bytesMax: OUTPUTS_BYTES_MAX },
  );
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    const held = typeof parsed === "object" && parsed !== null && "outputs" in parsed;
    return { outputs: toOutputs(held ? parsed.outputs : undefined) };
  } catch {
    return { outputs: [], problem: "The outputs are not valid JSON: download them." };
  }
}
