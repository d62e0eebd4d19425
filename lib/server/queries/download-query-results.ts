import type { ParsedInputOf } from "@/lib/contracts/contract";
import type { downloadQueryResults as contract } from "@/lib/contracts/queries";
import { AppError } from "@/lib/domain/errors";
import type { QueryExecution } from "@/lib/domain/queries";
import type { Ctx } from "../context";
import { readableQuery } from "./readable-query";

/**
 * The result as a file, streamed: the object Athena wrote, or, with managed query results, the same CSV
 * put together from GetQueryResults. Presigned URLs are not used: none can leak.
 */
export async function downloadQueryResults(
  ctx: Ctx,
  { id }: ParsedInputOf<typeof contract>,
): Promise<Response> {
  const { execution } = await readableQuery(ctx, "downloadQueryResults", id);
  if (execution.state !== "SUCCEEDED")
    throw new AppError("CONFLICT", `This execution has no result: it is ${execution.state}`);
  const managed = execution.managedResults?.enabled || !execution.result.outputLocation;
  const file = managed
    ? { body: csvFromPages(ctx, execution), fileName: `${id}.csv`, sizeBytes: undefined }
    : await ctx.runtime.athena.openObject(execution.result.outputLocation as string);
  return new Response(file.body, {
    headers: {
      "content-type": file.fileName.endsWith(".csv")
        ? "text/csv; charset=utf-8"
        : "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="${file.fileName.replace(/[^\w.-]/g, "_")}"`,
      ...(file.sizeBytes === undefined ? {} : { "content-length": String(file.sizeBytes) }),
      "cache-control": "no-store",
    },
  });
}

/** CSV as Athena writes it: every value quoted, NULL empty (reference 5.2). */
function csvFromPages(ctx: Ctx, execution: QueryExecution): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const line = (values: (string | null)[]) =>
    `${values.map((value) => (value === null ? "" : `"${value.replaceAll('"', '""')}"`)).join(",")}\n`;
  let token: string | undefined;
  let started = false;
  return new ReadableStream({
    async pull(controller) {
      const page = await ctx.runtime.athena.readResultsPage(execution, token);
      const header = started ? "" : line(page.columns.map((column) => column.name));
      started = true;
      controller.enqueue(encoder.encode(header + page.rows.map(line).join("")));
      token = page.nextToken;
      if (token === undefined) controller.close();
    },
  });
}
