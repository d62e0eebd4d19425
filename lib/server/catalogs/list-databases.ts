import type { listDatabases as contract } from "@/lib/contracts/catalogs";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** ListDatabases of a catalog. */
export const listDatabases: Verb<typeof contract> = async (ctx, { catalog, workgroup }) => {
  authorize(ctx, "listDatabases", { workgroup });
  return { databases: await ctx.runtime.athena.listDatabases(catalog, workgroup) };
};
