import { AthenaClient } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as download from "@/app/api/notebooks/[id]/download/route";
import * as rename from "@/app/api/notebooks/[id]/name/route";
import * as revision from "@/app/api/notebooks/[id]/revisions/[revision]/route";
import * as notebook from "@/app/api/notebooks/[id]/route";
import * as notebooks from "@/app/api/notebooks/route";
import type { NotebookRow } from "@/lib/contracts/notebooks";
import { parseNotebook } from "@/lib/domain/ipynb";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { ANALYST, createWorld, TEST_CREDENTIALS, VIEWER, type World } from "@/lib/testing/world";
import { freshName, ipynb, notebookCalls, OTHER, WORKGROUP } from "./notebook-calls.fixture";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(["PGlite", "PostgreSQL"] as const)("notebook routes on %s", (kind) => {
  let world: World;
  let athena: AthenaClient;
  beforeAll(async () => {
    world = await createWorld({ databaseUrl: kind === "PostgreSQL" ? postgres.url : undefined });
    calls = notebookCalls(world);
    athena = new AthenaClient({
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${world.localAthena.port}`,
      credentials: TEST_CREDENTIALS,
    });
  });
  afterAll(async () => {
    athena.destroy();
    await world.close();
  });
  let calls: ReturnType<typeof notebookCalls>;

  it("200: creates a notebook, shows it to a viewer, and knows who made it", async () => {
    const { body, status } = await calls.create(ANALYST, { name: "  Flights  " });
    expect(status).toBe(200);
    const id = body.id as unknown as string;
    const shown = await calls.read(VIEWER, id);
    expect(shown).toMatchObject({
      name: "Flights",
      workgroup: WORKGROUP,
      createdBy: { id: ANALYST.id, name: ANALYST.name },
      savedBy: { id: ANALYST.id },
    });
    expect(parseNotebook(shown.payload).cells).toEqual([]);
    expect(await calls.kept(id)).toMatchObject([
      { kind: "created", savedBy: { name: ANALYST.name } },
    ]);
    expect(await calls.lastAudit()).toMatchObject({
      action: "createNotebook",
      outcome: "succeeded",
      objectType: "notebook",
      objectId: id,
      actorId: ANALYST.id,
    });
  });

  it("200: a repeated request creates one notebook with one first revision", async () => {
    const token = { clientRequestToken: crypto.randomUUID(), name: freshName() };
    const first = await calls.create(ANALYST, token);
    const again = await calls.create(ANALYST, token);
    expect(again.body.id).toBe(first.body.id);
    expect(await calls.kept(first.body.id as unknown as string)).toHaveLength(1);
  });

  it("200: imports, exports the same bytes, renames, deletes", async () => {
    const payload = ipynb("print('höhe')");
    const id = await calls.imported(ANALYST, "", { payload });
    expect(await calls.kept(id)).toMatchObject([
      { kind: "imported", payloadChars: payload.length },
    ]);
    const renamed = { as: ANALYST, method: "PATCH", params: { id }, body: { name: "Höhe/2" } };
    expect((await world.request(rename.PATCH, renamed)).status).toBe(400);
    const good = { ...renamed, body: { name: `Höhe ${kind}` } };
    expect((await world.request(rename.PATCH, good)).status).toBe(200);
    const file = await world.request(download.GET, { as: VIEWER, params: { id } });
    expect(await file.response.text()).toBe(payload);
    expect(file.response.headers.get("content-disposition")).toBe(
      `attachment; filename="H_he ${kind}.ipynb"; filename*=UTF-8''H%C3%B6he%20${kind}.ipynb`,
    );
    const gone = await world.request(notebook.DELETE, {
      as: ANALYST,
      method: "DELETE",
      params: { id },
    });
    expect(gone.status).toBe(200);
    expect((await world.request(notebook.GET, { as: VIEWER, params: { id } })).status).toBe(404);
  });

  it("200: imports ten million characters, and no more", async () => {
    const empty = ipynb("");
    const payload = empty.replace('"source": ""', `"source": "${"é".repeat(10_485_000)}"`);
    const id = await calls.imported(ANALYST, "", { payload });
    expect((await calls.read(VIEWER, id)).payload).toBe(payload);
    const more = await calls.importing(ANALYST, { payload: payload + " ".repeat(1_000) });
    expect(more.status).toBe(400);
    expect(more.body.error?.fields?.payload).toBe("A notebook has at most 10,485,760 characters");
  });

  it("200: lists in pages, by name, by workgroup, with who saved last", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 53; index += 1) {
      ids.push(
        await calls.imported(index === 52 ? OTHER : ANALYST, "", { name: `Listed ${index}` }),
      );
    }
    const pages: NotebookRow[][] = [];
    let cursor: string | undefined;
    do {
      const search = new URLSearchParams({ name: "Listed", ...(cursor ? { cursor } : {}) });
      const { body, status } = await world.request(notebooks.GET, {
        as: VIEWER,
        path: `/?${search}`,
      });
      expect(status).toBe(200);
      pages.push(body.rows as unknown as NotebookRow[]);
      cursor = body.cursor as unknown as string | undefined;
    } while (cursor);
    expect(pages.map((page) => page.length)).toEqual([50, 3]);
    expect(
      pages
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
    expect(pages.flat().find(({ id }) => id === ids[52])).toMatchObject({
      workgroup: WORKGROUP,
      savedBy: { name: "Bo" },
    });
    const one = await world.request(notebooks.GET, {
      as: VIEWER,
      path: `/?workgroup=${WORKGROUP}&name=Listed%2052`,
    });
    expect(one.body).toMatchObject({ rows: [{ id: ids[52] }], workgroups: { read: 1, total: 1 } });
  });

  it("200: folds the saves of one person; keeps those of others and what was saved elsewhere", async () => {
    const id = await calls.imported(ANALYST, "0");
    await calls.saved(ANALYST, id, "1");
    await calls.saved(ANALYST, id, "2");
    await calls.saved(OTHER, id, "3");
    await calls.saveOutside(athena, id, "4");
    expect(await calls.read(VIEWER, id)).not.toHaveProperty("savedBy");
    await calls.read(VIEWER, id);
    await calls.saved(ANALYST, id, "5");
    await calls.saved(ANALYST, id, "0", { kind: "restored" });
    const all = await calls.kept(id);
    expect(all.map((one) => [one.kind, one.savedBy?.name])).toEqual([
      ["restored", "Ana"],
      ["saved", "Ana"],
      ["outside", undefined],
      ["saved", "Bo"],
      ["saved", "Ana"],
      ["imported", "Ana"],
    ]);
    const sources = await Promise.all(
      all.map(async (one) => {
        const { body } = await world.request(revision.GET, {
          as: VIEWER,
          params: { id, revision: String(one.id) },
        });
        return parseNotebook(body.payload as unknown as string).cells[0]?.source;
      }),
    );
    expect(sources).toEqual(["0", "5", "4", "3", "2", "0"]);
    expect(await calls.lastAudit()).toMatchObject({
      action: "updateNotebook",
      outcome: "succeeded",
    });
  });

  it("409: two editors of one notebook, and one that saved elsewhere; nothing is overwritten", async () => {
    const id = await calls.imported(ANALYST, "0");
    const { payloadHash } = await calls.read(ANALYST, id);
    const [first, second] = await Promise.all([
      calls.save(ANALYST, id, ipynb("mine"), payloadHash),
      calls.save(OTHER, id, ipynb("theirs"), payloadHash),
    ]);
    expect([first?.status, second?.status].sort()).toEqual([200, 409]);
    const lost = first?.status === 409 ? first : second;
    const current = await calls.read(VIEWER, id);
    expect(lost?.body.error).toMatchObject({
      code: "CONFLICT",
      message: `${current.savedBy?.name} has saved this notebook since you opened it`,
      fields: {
        payloadHash: current.payloadHash,
        savedBy: current.savedBy?.name,
        savedAt: String(current.modifiedAt),
      },
    });
    await calls.saveOutside(athena, id, "elsewhere");
    const late = await calls.save(ANALYST, id, ipynb("late"), current.payloadHash);
    expect(late.body.error).toMatchObject({
      code: "CONFLICT",
      message: "This notebook was saved elsewhere since you opened it",
    });
    expect(parseNotebook((await calls.read(VIEWER, id)).payload).cells[0]?.source).toBe(
      "elsewhere",
    );
  });

  it("200: a save that is sent again succeeds and changes nothing", async () => {
    const id = await calls.imported(ANALYST, "0");
    const { payloadHash } = await calls.read(ANALYST, id);
    const first = await calls.save(ANALYST, id, ipynb("1"), payloadHash);
    const again = await calls.save(ANALYST, id, ipynb("1"), payloadHash);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.payloadHash).toBe(first.body.payloadHash);
    expect(await calls.kept(id)).toHaveLength(2);
  });

  it("200: a save whose answer was lost is found made; one that was not may be sent again", async () => {
    const id = await calls.imported(ANALYST, "0");
    const { payloadHash } = await calls.read(ANALYST, id);
    const lose = (drop: "before" | "after") =>
      world.localAthena.control?.faults.add({
        service: "athena",
        operation: "UpdateNotebook",
        drop,
      });
    lose("after");
    const { status, body } = await calls.save(ANALYST, id, ipynb("1"), payloadHash);
    expect(status).toBe(200);
    expect(await calls.lastAudit()).toMatchObject({ outcome: "succeeded" });
    world.localAthena.control?.faults.clear();
    lose("before");
    const basedOn = String(body.payloadHash);
    const unmade = await calls.save(ANALYST, id, ipynb("2"), basedOn);
    expect([unmade.status, unmade.body.error?.message]).toEqual([
      502,
      "Athena cannot be reached. It may have been done all the same.",
    ]);
    expect(await calls.lastAudit()).toMatchObject({ outcome: "unknown" });
    world.localAthena.control?.faults.clear();
    expect((await calls.save(ANALYST, id, ipynb("2"), basedOn)).status).toBe(200);
    expect((await calls.kept(id)).map(({ kind }) => kind)).not.toContain("outside");
  });
});
