import { and } from "drizzle-orm";
import type { exportAudit as contract } from "@/lib/contracts/audit";
import type { ParsedInputOf } from "@/lib/contracts/contract";
import { AUDIT_STRETCHES } from "@/lib/domain/audit";
import { csvLine } from "@/lib/domain/csv";
import { authorize } from "../authorize";
import { fileResponse } from "../calculations/file-response";
import type { Ctx } from "../context";
import type { audit } from "../db/schema";
import { filteredBy, visibleTo, wholeRows } from "./audit-rows";

type Input = ParsedInputOf<typeof contract>;
type Stored = typeof audit.$inferSelect;
const BATCH = 500;

const FORMATS = {
  csv: { type: "text/csv; charset=utf-8", head: () => csvLine(COLUMNS), line: csvOf },
  ndjson: { type: "application/x-ndjson; charset=utf-8", head: () => "", line: jsonOf },
} satisfies Record<Input["format"], object>;

/**
 * Every row of the filter that is there when the file begins, newest first, read from the database in batches as
 * fast as the file is taken.
 */
export async function exportAudit(ctx: Ctx, { format, ...filter }: Input): Promise<Response> {
  authorize(ctx, "exportAudit", filter.workgroup ? { workgroup: filter.workgroup } : {});
  const { queries } = ctx.runtime.database;
  const now = Date.now();
  const condition = and(visibleTo(ctx.actor), filteredBy(filter, now));
  const { type, head, line } = FORMATS[format];
  // Read before the answer begins: a database that is gone is an error, not a file that ends early.
  let next: Promise<Stored[]> | undefined = Promise.resolve(
    await wholeRows(queries, condition, undefined, BATCH),
  );
  const encoder = new TextEncoder();
  let begun = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const rows = (await next) ?? [];
      const last = rows.at(-1);
      next =
        last && rows.length === BATCH ? wholeRows(queries, condition, last.id, BATCH) : undefined;
      // A rejection is met by the next pull; until then nobody listens.
      next?.catch(() => {});
      controller.enqueue(encoder.encode((begun ? "" : head()) + rows.map(line).join("")));
      begun = true;
      if (!next) controller.close();
    },
  });
  return fileResponse(
    { body, fileName: fileName(filter, now, format), sizeBytes: undefined },
    type,
  );
}

const minute = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace(":", "");

function fileName({ from, to, last }: Omit<Input, "format">, now: number, format: string): string {
  const since = last === undefined ? from : now - AUDIT_STRETCHES[last];
  const begin = since === undefined ? "" : `${minute(since)}Z_to_`;
  return `audit_${begin}${minute(to ?? now)}Z.${format}`;
}

const COLUMNS = [
  "id",
  "at",
  "actorId",
  "actorName",
  "action",
  "workgroup",
  "objectType",
  "objectId",
  "outcome",
  "errorCode",
  "errorMessage",
  "closedAt",
  "requestId",
  "before",
  "after",
] as const satisfies readonly (keyof Stored)[];

function csvOf(row: Stored): string {
  return csvLine(COLUMNS.map((column) => cellOf(row[column])));
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function jsonOf(row: Stored): string {
  const present = COLUMNS.filter((column) => row[column] !== null);
  return `${JSON.stringify(Object.fromEntries(present.map((column) => [column, row[column]])))}\n`;
}
