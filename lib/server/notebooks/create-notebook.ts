import type { createNotebook as contract } from "@/lib/contracts/notebooks";
import { emptyNotebook, serializeNotebook } from "@/lib/domain/ipynb";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { keepFirstRevision } from "./first-revision";

/** CreateNotebook; what Athena made is its first revision. */
export const createNotebook: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "createNotebook", { workgroup: input.workgroup });
  const { workgroup, name } = input;
  const { id } = await audited(ctx, {
    action: "createNotebook",
    workgroup,
    objectType: "notebook",
    after: { name },
    call: async () => {
      const notebookId = await ctx.runtime.athena.createNotebook(input);
      // The notebook exists whether or not it can be read back; a wrong guess is noticed by its first reader.
      const payload = await ctx.runtime.athena.exportNotebook(notebookId).then(
        (exported) => exported.payload,
        () => serializeNotebook(emptyNotebook()),
      );
      return { id: notebookId, payload };
    },
    record: (queries, created) =>
      keepFirstRevision(ctx, queries, { ...created, workgroup, name, kind: "created" }),
  });
  return { id };
};
