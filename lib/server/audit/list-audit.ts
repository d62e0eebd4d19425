import { and } from "drizzle-orm";
import type { listAudit as contract } from "@/lib/contracts/audit";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { actorsOf } from "./actors";
import { filteredBy, narrowRows, toAuditRow, visibleTo } from "./audit-rows";

const PAGE = 50;

/** One page of the record, newest first. */
export const listAudit: Verb<typeof contract> = async (ctx, { cursor, ...filter }) => {
  authorize(ctx, "listAudit", filter.workgroup ? { workgroup: filter.workgroup } : {});
  const { queries } = ctx.runtime.database;
  const visible = visibleTo(ctx.actor);
  const condition = and(visible, filteredBy(filter, Date.now()));
  const [found, actors] = await Promise.all([
    narrowRows(queries, condition, cursor, PAGE + 1),
    cursor === undefined ? actorsOf(queries, visible) : undefined,
  ]);
  const page = found.slice(0, PAGE);
  return {
    rows: page.map(toAuditRow),
    cursor: found.length > PAGE ? page.at(-1)?.id : undefined,
    actors,
  };
};
