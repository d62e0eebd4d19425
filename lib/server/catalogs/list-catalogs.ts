import type { listCatalogs as contract } from "@/lib/contracts/catalogs";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** ListDataCatalogs as the workgroup sees them. */
export const listCatalogs: Verb<typeof contract> = async (ctx, { workgroup }) => {
  authorize(ctx, "listCatalogs", { workgroup });
  return { catalogs: await ctx.runtime.athena.listCatalogs(workgroup) };
};
