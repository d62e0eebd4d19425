import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as download from "@/app/api/calculations/[id]/download/route";
import * as find from "@/app/api/calculations/[id]/output/find/route";
import * as output from "@/app/api/calculations/[id]/output/route";
import * as resultDownload from "@/app/api/calculations/[id]/result/download/route";
import * as preview from "@/app/api/calculations/[id]/result/preview/route";
import * as result from "@/app/api/calculations/[id]/result/route";
import * as calculation from "@/app/api/calculations/[id]/route";
import * as stop from "@/app/api/calculations/[id]/stop/route";
import * as calculations from "@/app/api/sessions/[id]/calculations/route";
import * as sessions from "@/app/api/sessions/route";
import type {
  CalculationDetail,
  CalculationResult,
  CalculationRow,
  OutputWindow,
} from "@/lib/contracts/calculations";
import type { Handler } from "@/lib/server/route";
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";
import { audit, calculations as calculationsTable } from "../db/schema";

const UNKNOWN = "00000000-0000-8000-8000-000000000000";
/** An analyst of another workgroup only. */
const MARA: Person = { id: "mara", name: "Mara", groups: ["analysts"] };
/** Another analyst of everything. */
const ABE: Person = { id: "abe", name: "Abe", demoRole: "analyst" };
const ENDLESS = "import time\nprint('begun')\nwhile True: time.sleep(0.05)";

let folder: string;
let world: World;
let sessionId: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  await writeFile(
    path.join(folder, "policy.json"),
    JSON.stringify({ groups: { analysts: [{ role: "analyst", workgroups: ["analytics"] }] } }),
  );
  world = await createWorld({ accessPolicyFile: path.join(folder, "policy.json") });
  const { body } = await world.request(sessions.POST, {
    as: ANALYST,
    method: "POST",
    body: { workgroup: "spark-research", clientRequestToken: crypto.randomUUID() },
  });
  expect(body.error).toBeUndefined();
  sessionId = body.id as unknown as string;
  // A session takes code once it is idle.
  await vi.waitFor(async () => expect((await start(ANALYST, "ready = 1")).status).toBe(200), {
    timeout: 30_000,
  });
  await vi.waitFor(async () => expect((await list()).rows[0]?.state).toBe("COMPLETED"), {
    timeout: 15_000,
  });
}, 40_000);
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (as: Person | undefined, code: string, extra: object = {}, session = sessionId) =>
  world.request(calculations.POST, {
    as,
    method: "POST",
    params: { id: session },
    body: { code, clientRequestToken: crypto.randomUUID(), ...extra },
  });
const started = async (as: Person, code: string, extra: object = {}): Promise<string> => {
  const { status, body } = await start(as, code, extra);
  expect(body.error).toBeUndefined();
  expect(status).toBe(200);
  return body.id as unknown as string;
};
const get = (handler: Handler, as: Person | undefined, id: string, query = "") =>
  world.request(handler, { as, params: { id }, path: `/?${query}` });
const post = (handler: Handler, as: Person | undefined, id: string) =>
  world.request(handler, { as, method: "POST", params: { id } });
const detailOf = async (id: string, as: Person = VIEWER) =>
  (await get(calculation.GET, as, id)).body as unknown as CalculationDetail;
const inState = async (id: string, state: RegExp) => {
  await expect
    .poll(async () => (await detailOf(id)).calculation.state, { timeout: 20_000 })
    .toMatch(state);
  return detailOf(id);
};
const LANDED = /COMPLETED|FAILED|CANCELED/;
const ran = async (code: string, as: Person = ANALYST) => {
  const id = await started(as, code);
  await inState(id, LANDED);
  return id;
};
const list = async (as: Person = VIEWER) =>
  (await get(calculations.GET, as, sessionId)).body as unknown as {
    rows: CalculationRow[];
    cursor?: string;
  };
const windowOf = async (id: string, query: string, as: Person = VIEWER) =>
  (await get(output.GET, as, id, query)).body as unknown as OutputWindow;
const textOf = async (id: string, stream = "stdout") =>
  (await windowOf(id, `stream=${stream}&from=0&bytes=262144`)).text;
const stopped = async (id: string) => {
  await post(stop.POST, ADMIN, id);
  await inState(id, LANDED);
};
const lastAudit = async (action: "startCalculation" | "stopCalculation") =>
  (
    await world.runtime.database.queries
      .select()
      .from(audit)
      .where(eq(audit.action, action))
      .orderBy(desc(audit.id))
      .limit(1)
  )[0];

describe("calculation routes", () => {
  it("200: runs code, shows it with its output, and knows who started it and for which notebook", async () => {
    const code = "# a comment\nkept = 6 * 7\nprint(kept)";
    const id = await started(ANALYST, code, { description: "an answer", notebookId: "notebook-1" });
    const detail = await inState(id, /COMPLETED/);
    expect(detail).toMatchObject({
      calculation: { id, sessionId, state: "COMPLETED", description: "an answer" },
      workgroup: "spark-research",
      code,
      startedBy: { id: ANALYST.id, name: ANALYST.name },
      notebookId: "notebook-1",
    });
    expect(detail.calculation.dpuMs).toBeGreaterThan(0);
    expect(detail.costUsd).toBeCloseTo(((detail.calculation.dpuMs ?? 0) / 3_600_000) * 0.35, 12);
    expect(detail.states[0]).toMatchObject({ state: "CREATING", exact: true });
    expect(detail.states.at(-1)).toMatchObject({ state: "COMPLETED", exact: true });
    expect(await windowOf(id, "stream=stdout")).toEqual({
      available: true,
      text: "42\n",
      from: 0,
      to: 3,
      sizeBytes: 3,
      inFlight: false,
    });
    expect(await lastAudit("startCalculation")).toMatchObject({
      outcome: "succeeded",
      objectType: "calculation",
      objectId: id,
      workgroup: "spark-research",
      after: { sessionId, notebookId: "notebook-1", codeLength: code.length },
    });
    const { rows } = await list();
    expect(rows[0]).toMatchObject({
      id,
      state: "COMPLETED",
      summary: "kept = 6 * 7",
      startedBy: { id: ANALYST.id },
      dpuMs: detail.calculation.dpuMs,
    });
  });

  it("200: the same token starts one calculation", async () => {
    const clientRequestToken = crypto.randomUUID();
    const first = await started(ANALYST, "print('once')", { clientRequestToken });
    await inState(first, LANDED);
    expect(await started(ANALYST, "print('once')", { clientRequestToken })).toBe(first);
    const rows = await world.runtime.database.queries
      .select()
      .from(calculationsTable)
      .where(and(eq(calculationsTable.id, first)));
    expect(rows).toHaveLength(1);
  });

  it("200: shows a failure with its reason and traceback", async () => {
    const id = await ran("print('before')\nfoobar");
    const { calculation: failed } = await detailOf(id);
    expect(failed.state).toBe("FAILED");
    expect(failed.stateChangeReason).toContain("NameError");
    expect(await textOf(id)).toBe("before\n");
    expect(await textOf(id, "stderr")).toContain(`File "<stdin>", line 2, in <module>`);
  });

  it("200: output is read while it is written, and its author may stop it", async () => {
    const id = await started(ANALYST, ENDLESS);
    await expect.poll(() => textOf(id), { timeout: 15_000 }).toBe("begun\n");
    const live = await windowOf(id, "stream=stdout&from=2");
    expect(live).toMatchObject({ text: "gun\n", from: 2, to: 6, inFlight: true });
    const { states } = await inState(id, /RUNNING/);
    expect(states.at(-1)).toMatchObject({ state: "RUNNING", exact: false });
    expect((await post(stop.POST, ANALYST, id)).status).toBe(200);
    const { calculation: canceled } = await inState(id, LANDED);
    expect(canceled.state).toBe("CANCELED");
    expect(await lastAudit("stopCalculation")).toMatchObject({
      outcome: "succeeded",
      objectId: id,
      actorId: ANALYST.id,
    });
    // Stopping what has ended changes nothing.
    expect((await post(stop.POST, ANALYST, id)).status).toBe(200);
    expect((await detailOf(id)).calculation.completedAt).toBe(canceled.completedAt);
  });

  it("200: windows of a large output fit together, cut between characters", async () => {
    const id = await ran(
      "for n in range(4000): print('zeile', n, 'é漢😀')\nprint('Die Nadel, ende')",
    );
    const whole = await textOf(id);
    let text = "";
    let from = 0;
    for (let last = -1; from !== last; ) {
      last = from;
      const part = await windowOf(id, `stream=stdout&from=${from}&bytes=7001`);
      expect(part.from).toBe(from);
      text += part.text;
      from = part.to;
    }
    expect(text).toBe(whole);
    expect(text).not.toContain("\ufffd");
    const { sizeBytes } = await windowOf(id, "stream=stdout&from=0&bytes=1");
    expect(from).toBe(sizeBytes);
    const tail = await windowOf(id, "stream=stdout&bytes=1000");
    expect(whole.endsWith(tail.text)).toBe(true);
    expect(tail.to).toBe(sizeBytes);
    // Begun inside a character: it is left out.
    const inside = await windowOf(id, `stream=stdout&from=${Buffer.byteLength("zeile 0 é") - 1}`);
    expect(inside.text.startsWith("漢😀\n")).toBe(true);
    expect(await windowOf(id, `stream=stdout&from=${sizeBytes + 10}`)).toMatchObject({
      text: "",
      from: sizeBytes,
      sizeBytes,
    });

    const found = await get(find.GET, VIEWER, id, "stream=stdout&text=DIE%20nadel");
    expect(found.body).toMatchObject({
      at: Buffer.byteLength(whole.split("Die")[0] ?? ""),
      sizeBytes,
    });
    const missing = await get(find.GET, VIEWER, id, "stream=stdout&text=nirgends");
    expect(missing.body).toEqual({ searchedTo: sizeBytes, sizeBytes });

    const file = await get(download.GET, VIEWER, id, "stream=stdout");
    expect(await file.response.text()).toBe(whole);
    expect(file.response.headers.get("content-disposition")).toContain(`${id}-stdout.txt`);
  });

  it("200: shows what the code displayed, and its objects", async () => {
    const id = await ran("from IPython.display import display, HTML\ndisplay(HTML('<b>bold</b>'))");
    const { body } = await get(result.GET, VIEWER, id);
    const shown = body as unknown as CalculationResult;
    const object = shown.objects.find(({ name }) => name === "outputs.json");
    expect(object).toBeDefined();
    expect(shown.outputs).toMatchObject([
      { output_type: "display_data", data: { "text/html": "<b>bold</b>" } },
    ]);
    const looked = await get(preview.GET, VIEWER, id, "name=outputs.json");
    expect(looked.body).toMatchObject({ kind: "text", whole: true, sizeBytes: object?.sizeBytes });
    const file = await get(resultDownload.GET, VIEWER, id, "name=outputs.json");
    expect(await file.response.json()).toMatchObject({ nbformat: 4 });
    expect((await get(preview.GET, VIEWER, id, "name=../stdout")).status).toBe(400);
    expect((await get(preview.GET, VIEWER, id, "name=nothing")).status).toBe(404);
  });

  it("200: nobody's code is asked for twice", async () => {
    await ran("print(1)");
    await list();
    const before = new Map(world.upstreamCalls);
    await Promise.all([list(), list(), list()]);
    const more = (operation: string) =>
      (world.upstreamCalls.get(operation) ?? 0) - (before.get(operation) ?? 0);
    expect(more("GetCalculationExecutionCode")).toBe(0);
    expect(more("GetCalculationExecution")).toBe(0);
    expect(more("GetSession")).toBe(0);
  });

  it("400: for code that is none, too much, or for a busy session, in words", async () => {
    expect((await start(ANALYST, " \n")).body.error).toMatchObject({
      code: "INVALID",
      message: "Write some code first",
    });
    expect((await start(ANALYST, "x".repeat(68_001))).status).toBe(400);
    const id = await started(ANALYST, ENDLESS);
    const busy = await start(ANALYST, "print(1)");
    expect(busy.status).toBe(400);
    expect(busy.body.error?.message).toContain("BUSY");
    expect(await lastAudit("startCalculation")).toMatchObject({ outcome: "failed" });
    await stopped(id);
    expect((await get(output.GET, VIEWER, id, "stream=other")).status).toBe(400);
    expect((await get(output.GET, VIEWER, id, "stream=stdout&from=-1")).status).toBe(400);
  });

  it("401: without a session of the console", async () => {
    expect((await start(undefined, "print(1)")).status).toBe(401);
    expect((await get(calculation.GET, undefined, UNKNOWN)).status).toBe(401);
  });

  it("403: viewers start nothing, others' calculations are stopped by admins only", async () => {
    expect((await start(VIEWER, "print(1)")).body.error).toMatchObject({
      code: "FORBIDDEN",
      message: "Needs the analyst role",
    });
    const id = await started(ANALYST, ENDLESS);
    expect((await post(stop.POST, VIEWER, id)).status).toBe(403);
    expect((await post(stop.POST, ABE, id)).body.error?.message).toContain("Only who started it");
    expect((await detailOf(id)).calculation.state).not.toMatch(LANDED);
    expect((await post(stop.POST, ADMIN, id)).status).toBe(200);
    await inState(id, /CANCELED/);
  });

  it("403: what lies in a workgroup without a role tells nothing", async () => {
    const id = await ran("print('secret')");
    for (const [handler, query] of [
      [calculation.GET, ""],
      [output.GET, "stream=stdout"],
      [find.GET, "stream=stdout&text=secret"],
      [download.GET, "stream=stdout"],
      [result.GET, ""],
      [preview.GET, "name=outputs.json"],
      [resultDownload.GET, "name=outputs.json"],
    ] as const) {
      const { status, body } = await get(handler, MARA, id, query);
      expect(status).toBe(403);
      expect(JSON.stringify(body)).not.toContain("secret");
    }
    expect((await start(MARA, "print(1)")).status).toBe(403);
    expect((await get(calculations.GET, MARA, sessionId)).status).toBe(403);
  });

  it("404: for ids that nobody knows", async () => {
    expect((await get(calculation.GET, ADMIN, UNKNOWN)).status).toBe(404);
    expect((await get(output.GET, ADMIN, UNKNOWN, "stream=stdout")).status).toBe(404);
    expect((await post(stop.POST, ADMIN, UNKNOWN)).status).toBe(404);
    expect((await start(ADMIN, "print(1)", {}, UNKNOWN)).status).toBe(404);
  });
});
