import type { Ctx } from "../context";
import type { Queries } from "../db/database";
import { keepRevision, ownerOf } from "./revisions";

type NewNotebook = {
  id: string;
  workgroup: string;
  name: string;
  payload: string;
  kind: "created" | "imported";
};

/** The first revision of a notebook that came to be here; a repeated request finds it there. */
export async function keepFirstRevision(ctx: Ctx, queries: Queries, created: NewNotebook) {
  const { payload, kind, ...notebook } = created;
  if (!(await ownerOf(queries, notebook.id))) {
    const by = { id: ctx.actor.id, name: ctx.actor.name };
    await keepRevision(queries, { notebook, payload, kind, by, savedAt: new Date() });
  }
  return { objectId: notebook.id };
}
