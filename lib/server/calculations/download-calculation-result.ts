import type { downloadCalculationResult as contract } from "@/lib/contracts/calculations";
import type { ParsedInputOf } from "@/lib/contracts/contract";
import type { Ctx } from "../context";
import { fileResponse } from "./file-response";
import { readableCalculation } from "./readable-calculation";
import { resultObjectUri } from "./result-objects";

/** An object below ResultS3Uri as a file, streamed. */
export async function downloadCalculationResult(
  ctx: Ctx,
  { id, name }: ParsedInputOf<typeof contract>,
): Promise<Response> {
  const { calculation } = await readableCalculation(ctx, "downloadCalculationResult", id);
  const file = await ctx.runtime.athena.openObject(resultObjectUri(calculation, name));
  return fileResponse(file, "application/octet-stream");
}
