import type { downloadCalculationOutput as contract } from "@/lib/contracts/calculations";
import type { ParsedInputOf } from "@/lib/contracts/contract";
import { outputPlaceOf } from "@/lib/domain/calculations";
import { AppError } from "@/lib/domain/errors";
import type { Ctx } from "../context";
import { fileResponse } from "./file-response";
import { readableCalculation } from "./readable-calculation";

/** The whole of stdout or stderr as a file, streamed; as far as it is written. */
export async function downloadCalculationOutput(
  ctx: Ctx,
  { id, stream }: ParsedInputOf<typeof contract>,
): Promise<Response> {
  const { calculation } = await readableCalculation(ctx, "downloadCalculationOutput", id);
  const place = outputPlaceOf(calculation, stream);
  if (!place) throw new AppError("NOT_FOUND", "This calculation has no such output yet");
  const file = await ctx.runtime.athena.openObject(place.uri);
  return fileResponse({ ...file, fileName: `${id}-${stream}.txt` }, "text/plain; charset=utf-8");
}
