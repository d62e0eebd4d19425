import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as queries from "@/app/api/queries/route";
import type { OutputOf } from "@/lib/contracts/contract";
import type { listQueries } from "@/lib/contracts/queries";
import { settledRows } from "@/lib/domain/history";
import { fillExecutions } from "@/lib/local-athena/seed/synthetic-executions";
import { createWorld, VIEWER, type World } from "@/lib/testing/world";

type Page = OutputOf<typeof listQueries>;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Reads a history to its end as the page does, and counts the upstream calls. */
async function readToTheEnd(workgroup?: string) {
  world.upstreamCalls.clear();
  const pages: Page["rows"][] = [];
  let last: Page | undefined;
  do {
    const search = new URLSearchParams({
      ...(workgroup ? { workgroup } : {}),
      ...(last?.cursor ? { cursor: last.cursor } : {}),
    });
    const { status, body } = await world.request(queries.GET, { as: VIEWER, path: `/?${search}` });
    expect(status).toBe(200);
    last = body as unknown as Page;
    pages.push(last.rows);
  } while (last.cursor);
  const calls = (operation: string) => world.upstreamCalls.get(operation) ?? 0;
  return {
    rows: settledRows(pages, last.settledSince ?? 0),
    listCalls: calls("ListQueryExecutions"),
    batchCalls: calls("BatchGetQueryExecution"),
  };
}

describe("listQueries", () => {
  it("reads 10,000 executions with 2 x ceil(N/50) upstream calls, newest first, each once", async () => {
    fillExecutions(world.localAthena.context.executions, { workgroup: "etl", count: 10_000 });
    const { rows, listCalls, batchCalls } = await readToTheEnd("etl");
    expect(rows).toHaveLength(10_000);
    expect({ listCalls, batchCalls }).toEqual({ listCalls: 200, batchCalls: 200 });
    expect(new Set(rows.map((row) => row.id)).size).toBe(10_000);
    expect(
      rows.every((row, i) => i === 0 || (rows[i - 1]?.submittedAt ?? 0) >= (row.submittedAt ?? 0)),
    ).toBe(true);
  });

  it("does not ask again for finished executions that it has read", async () => {
    const { listCalls, batchCalls } = await readToTheEnd("etl");
    expect({ listCalls, batchCalls }).toEqual({ listCalls: 200, batchCalls: 0 });
  });

  it("merges workgroups in the order of submission, each page read once", async () => {
    fillExecutions(world.localAthena.context.executions, {
      workgroup: "analytics",
      count: 120,
      everyMs: 7_000,
    });
    const { rows, listCalls } = await readToTheEnd();
    expect(rows).toHaveLength(10_120);
    expect(
      rows.every((row, i) => i === 0 || (rows[i - 1]?.submittedAt ?? 0) >= (row.submittedAt ?? 0)),
    ).toBe(true);
    expect(listCalls).toBe(200 + 3 + 1);
  });
});
