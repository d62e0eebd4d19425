import type { importNotebook as contract } from "@/lib/contracts/notebooks";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { keepFirstRevision } from "./first-revision";
import { payloadHash, requireNotebook } from "./payload";

/** ImportNotebook, byte for byte. @throws AppError INVALID for what is no notebook; CONFLICT for a taken name */
export const importNotebook: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "importNotebook", { workgroup: input.workgroup });
  const { workgroup, name, payload } = input;
  requireNotebook(payload);
  const id = await audited(ctx, {
    action: "importNotebook",
    workgroup,
    objectType: "notebook",
    after: { name, payloadChars: payload.length, payloadHash: payloadHash(payload) },
    call: () => ctx.runtime.athena.importNotebook(input),
    record: (queries, notebookId) =>
      keepFirstRevision(ctx, queries, {
        id: notebookId,
        workgroup,
        name,
        payload,
        kind: "imported",
      }),
  });
  return { id };
};
