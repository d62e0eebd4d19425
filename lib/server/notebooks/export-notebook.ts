import type { ParsedInputOf } from "@/lib/contracts/contract";
import type { exportNotebook as contract } from "@/lib/contracts/notebooks";
import type { Ctx } from "../context";
import { readablePayload } from "./readable-notebook";

/** ExportNotebook as a file, byte for byte. */
export async function exportNotebook(
  ctx: Ctx,
  { id }: ParsedInputOf<typeof contract>,
): Promise<Response> {
  const { metadata, payload } = await readablePayload(ctx, "exportNotebook", id);
  const fileName = `${metadata.name}.ipynb`;
  const plain = fileName.replace(/[^\w. -]/g, "_");
  return new Response(payload, {
    headers: {
      "content-type": "application/x-ipynb+json; charset=utf-8",
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
    },
  });
}
