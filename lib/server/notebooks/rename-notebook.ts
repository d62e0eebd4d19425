import type { renameNotebook as contract } from "@/lib/contracts/notebooks";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { readableNotebook } from "./readable-notebook";

/** UpdateNotebookMetadata. @throws AppError CONFLICT for a taken name; INVALID while a session is active */
export const renameNotebook: Verb<typeof contract> = async (ctx, { id, name }) => {
  const { workgroup, name: before } = await readableNotebook(ctx, "renameNotebook", id);
  await audited(ctx, {
    action: "renameNotebook",
    workgroup,
    objectType: "notebook",
    objectId: id,
    before: { name: before },
    after: { name },
    call: () => ctx.runtime.athena.renameNotebook(id, name),
  });
  return {};
};
