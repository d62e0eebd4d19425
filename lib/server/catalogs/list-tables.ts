import type { listTables as contract } from "@/lib/contracts/catalogs";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** ListTableMetadata, 50 tables a page with their columns. */
export const listTables: Verb<typeof contract> = async (
  ctx,
  { catalog, database, workgroup, cursor },
) => {
  authorize(ctx, "listTables", { workgroup });
  const page = await ctx.runtime.athena.listTables(catalog, database, workgroup, cursor);
  return { tables: page.tables, cursor: page.nextToken };
};
