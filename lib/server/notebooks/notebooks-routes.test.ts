import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AthenaClient, UpdateNotebookCommand } from "@aws-sdk/client-athena";
import { desc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as download from "@/app/api/notebooks/[id]/download/route";
import * as rename from "@/app/api/notebooks/[id]/name/route";
import * as open from "@/app/api/notebooks/[id]/open/route";
import * as revision from "@/app/api/notebooks/[id]/revisions/[revision]/route";
import * as revisions from "@/app/api/notebooks/[id]/revisions/route";
import * as notebook from "@/app/api/notebooks/[id]/route";
import * as sessions from "@/app/api/notebooks/[id]/sessions/route";
import * as imports from "@/app/api/notebooks/import/route";
import * as notebooks from "@/app/api/notebooks/route";
import type { NotebookDetail, NotebookRevision, NotebookRow } from "@/lib/contracts/notebooks";
import { emptyNotebook, parseNotebook, serializeNotebook } from "@/lib/domain/ipynb";
import { insertCells, newCell } from "@/lib/domain/ipynb-edit";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import {
  ADMIN,
  ANALYST,
  createWorld,
  type Person,
  TEST_CREDENTIALS,
  VIEWER,
  type World,
} from "@/lib/testing/world";
import { audit } from "../db/schema";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const WORKGROUP = "spark-research";
const MARA: Person = { id: "mara", name: "Mara", groups: ["analysts"] };
const OTHER: Person = { id: "bo", name: "Bo", demoRole: "analyst" };

/** A valid notebook with one cell of this text. */
const ipynb = (source: string) =>
  serializeNotebook(insertCells(emptyNotebook(), 0, [newCell("one", "code", source)]));

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  await writeFile(
    path.join(folder, "policy.json"),
    JSON.stringify({ groups: { analysts: [{ role: "analyst", workgroups: ["analytics"] }] } }),
  );
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(["PGlite", "PostgreSQL"] as const)("notebook routes on %s", (kind) => {
  let world: World;
  let athena: AthenaClient;
  beforeAll(async () => {
    world = await createWorld({
      databaseUrl: kind === "PostgreSQL" ? postgres.url : undefined,
      accessPolicyFile: path.join(folder, "policy.json"),
    });
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

  let names = 0;
  const freshName = () => `Notebook ${++names}`;
  const create = (as: Person, more: object = {}) =>
    world.request(notebooks.POST, {
      as,
      method: "POST",
      body: {
        workgroup: WORKGROUP,
        name: freshName(),
        clientRequestToken: crypto.randomUUID(),
        ...more,
      },
    });
  const imported = async (as: Person, source: string, more: object = {}): Promise<string> => {
    const { status, body } = await importing(as, { payload: ipynb(source), ...more });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body.id as unknown as string;
  };
  const importing = (as: Person, more: object) =>
    world.request(imports.POST, {
      as,
      method: "POST",
      body: {
        workgroup: WORKGROUP,
        name: freshName(),
        clientRequestToken: crypto.randomUUID(),
        ...more,
      },
    });
  const read = async (as: Person, id: string) => {
    const { status, body } = await world.request(notebook.GET, { as, params: { id } });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body as unknown as NotebookDetail;
  };
  const save = (as: Person, id: string, payload: string, basedOn: string, more: object = {}) =>
    world.request(notebook.PATCH, {
      as,
      method: "PATCH",
      params: { id },
      body: { payload, basedOn, ...more },
    });
  const saved = async (as: Person, id: string, source: string, more: object = {}) => {
    const { payloadHash } = await read(as, id);
    const { status, body } = await save(as, id, ipynb(source), payloadHash, more);
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
  };
  const saveOutside = (id: string, source: string) =>
    athena.send(
      new UpdateNotebookCommand({ NotebookId: id, Payload: ipynb(source), Type: "IPYNB" }),
    );
  const kept = async (id: string) => {
    const { body } = await world.request(revisions.GET, { as: VIEWER, params: { id } });
    return body.revisions as unknown as NotebookRevision[];
  };
  const lastAudit = async () =>
    (await world.runtime.database.queries.select().from(audit).orderBy(desc(audit.id)).limit(1))[0];

  it("200: creates a notebook, shows it to a viewer, and knows who made it", async () => {
    const { body, status } = await create(ANALYST, { name: "  Flights  " });
    expect(status).toBe(200);
    const id = body.id as unknown as string;
    const shown = await read(VIEWER, id);
    expect(shown).toMatchObject({
      name: "Flights",
      workgroup: WORKGROUP,
      createdBy: { id: ANALYST.id, name: ANALYST.name },
      savedBy: { id: ANALYST.id },
    });
    expect(parseNotebook(shown.payload).cells).toEqual([]);
    expect(await kept(id)).toMatchObject([{ kind: "created", savedBy: { name: ANALYST.name } }]);
    expect(await lastAudit()).toMatchObject({
      action: "createNotebook",
      outcome: "succeeded",
      objectType: "notebook",
      objectId: id,
      actorId: ANALYST.id,
    });
  });

  it("200: a repeated request creates one notebook with one first revision", async () => {
    const token = { clientRequestToken: crypto.randomUUID(), name: freshName() };
    const first = await create(ANALYST, token);
    const again = await create(ANALYST, token);
    expect(again.body.id).toBe(first.body.id);
    expect(await kept(first.body.id as unknown as string)).toHaveLength(1);
  });

  it("200: imports, exports the same bytes, renames, deletes", async () => {
    const payload = ipynb("print('höhe')");
    const id = await imported(ANALYST, "", { payload });
    expect(await kept(id)).toMatchObject([{ kind: "imported", payloadChars: payload.length }]);
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
    const id = await imported(ANALYST, "", { payload });
    expect((await read(VIEWER, id)).payload).toBe(payload);
    const more = await importing(ANALYST, { payload: payload + " ".repeat(1_000) });
    expect(more.status).toBe(400);
    expect(more.body.error?.fields?.payload).toBe("A notebook has at most 10,485,760 characters");
  });

  it("200: lists in pages, by name, by workgroup, with who saved last", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 53; index += 1) {
      ids.push(await imported(index === 52 ? OTHER : ANALYST, "", { name: `Listed ${index}` }));
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
    const id = await imported(ANALYST, "0");
    await saved(ANALYST, id, "1");
    await saved(ANALYST, id, "2");
    await saved(OTHER, id, "3");
    await saveOutside(id, "4");
    expect(await read(VIEWER, id)).not.toHaveProperty("savedBy");
    await read(VIEWER, id);
    await saved(ANALYST, id, "5");
    await saved(ANALYST, id, "0", { kind: "restored" });
    const all = await kept(id);
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
    expect(await lastAudit()).toMatchObject({ action: "updateNotebook", outcome: "succeeded" });
  });

  it("409: two editors of one notebook, and one that saved elsewhere; nothing is overwritten", async () => {
    const id = await imported(ANALYST, "0");
    const { payloadHash } = await read(ANALYST, id);
    const [first, second] = await Promise.all([
      save(ANALYST, id, ipynb("mine"), payloadHash),
      save(OTHER, id, ipynb("theirs"), payloadHash),
    ]);
    expect([first?.status, second?.status].sort()).toEqual([200, 409]);
    const lost = first?.status === 409 ? first : second;
    const current = await read(VIEWER, id);
    expect(lost?.body.error).toMatchObject({
      code: "CONFLICT",
      message: `${current.savedBy?.name} has saved this notebook since you opened it`,
      fields: {
        payloadHash: current.payloadHash,
        savedBy: current.savedBy?.name,
        savedAt: String(current.modifiedAt),
      },
    });
    await saveOutside(id, "elsewhere");
    const late = await save(ANALYST, id, ipynb("late"), current.payloadHash);
    expect(late.body.error).toMatchObject({
      code: "CONFLICT",
      message: "This notebook was saved elsewhere since you opened it",
    });
    expect(parseNotebook((await read(VIEWER, id)).payload).cells[0]?.source).toBe("elsewhere");
  });

  it("200: a save that is sent again succeeds and changes nothing", async () => {
    const id = await imported(ANALYST, "0");
    const { payloadHash } = await read(ANALYST, id);
    const first = await save(ANALYST, id, ipynb("1"), payloadHash);
    const again = await save(ANALYST, id, ipynb("1"), payloadHash);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.payloadHash).toBe(first.body.payloadHash);
    expect(await kept(id)).toHaveLength(2);
  });

  it("400: what is no notebook says where; what has no name, a wrong id or no session says so", async () => {
    const broken = await importing(ANALYST, { payload: '{"nbformat": 4,\n "cells": [}' });
    expect(broken.status).toBe(400);
    expect(broken.body.error).toMatchObject({
      message: "This is not JSON: line 2, column 12: expected a value",
      fields: { payload: "This is not JSON: line 2, column 12: expected a value" },
    });
    const id = await imported(ANALYST, "0");
    const { payloadHash } = await read(ANALYST, id);
    const odd = await save(ANALYST, id, '{"nbformat":4,"cells":[7]}', payloadHash);
    expect(odd.body.error?.message).toBe("This is no valid notebook: cells[0] must be an object");
    expect((await create(ANALYST, { name: "a/b" })).body.error?.fields).toHaveProperty("name");
    expect((await create(ANALYST, { workgroup: "primary" })).status).toBe(400);
    expect(
      (await world.request(notebook.GET, { as: VIEWER, params: { id: "nonsense" } })).status,
    ).toBe(400);
    expect(
      (await world.request(notebooks.GET, { as: VIEWER, path: "/?cursor=nonsense" })).status,
    ).toBe(400);
  });

  it("401: without a session, for every route", async () => {
    const params = { id: UNKNOWN, revision: "1" };
    for (const [handler, method] of [
      [notebooks.GET, "GET"],
      [notebooks.POST, "POST"],
      [imports.POST, "POST"],
      [notebook.GET, "GET"],
      [notebook.PATCH, "PATCH"],
      [notebook.DELETE, "DELETE"],
      [download.GET, "GET"],
      [rename.PATCH, "PATCH"],
      [sessions.GET, "GET"],
      [revisions.GET, "GET"],
      [revision.GET, "GET"],
      [open.POST, "POST"],
    ] as const)
      expect((await world.request(handler, { method, params })).status).toBe(401);
  });

  it("403: viewers change nothing; analysts delete what they made, admins anything", async () => {
    const id = await imported(ANALYST, "secret");
    const { payloadHash } = await read(VIEWER, id);
    const params = { id };
    const calls = world.upstreamCalls.get("UpdateNotebook") ?? 0;
    expect((await create(VIEWER)).status).toBe(403);
    expect((await importing(VIEWER, { payload: ipynb("") })).status).toBe(403);
    expect((await save(VIEWER, id, ipynb("x"), payloadHash)).status).toBe(403);
    for (const [handler, method, body] of [
      [rename.PATCH, "PATCH", { name: "Other" }],
      [notebook.DELETE, "DELETE", undefined],
      [open.POST, "POST", {}],
    ] as const)
      expect((await world.request(handler, { as: VIEWER, method, params, body })).status).toBe(403);
    expect(world.upstreamCalls.get("UpdateNotebook") ?? 0).toBe(calls);
    const deleting = (as: Person) =>
      world.request(notebook.DELETE, { as, method: "DELETE", params });
    expect((await deleting(OTHER)).status).toBe(403);
    expect((await deleting(ADMIN)).status).toBe(200);
  });

  it("403: a notebook of a workgroup without a grant says nothing about itself", async () => {
    const id = await imported(ANALYST, "secret");
    const [first] = await kept(id);
    const params = { id, revision: String(first?.id) };
    for (const handler of [notebook.GET, download.GET, sessions.GET, revisions.GET, revision.GET]) {
      const { status, body } = await world.request(handler, { as: MARA, params });
      expect(status).toBe(403);
      expect(JSON.stringify(body)).not.toMatch(/secret|research/);
    }
    expect((await save(MARA, id, ipynb("x"), first?.payloadHash ?? "")).status).toBe(403);
    const list = await world.request(notebooks.GET, { as: MARA });
    expect(list.body).toMatchObject({ rows: [], workgroups: { total: 0 } });
    const forged = Buffer.from(JSON.stringify([WORKGROUP, null])).toString("base64url");
    expect(
      (await world.request(notebooks.GET, { as: MARA, path: `/?cursor=${forged}` })).body.rows,
    ).toEqual([]);
    expect(
      (await world.request(notebooks.GET, { as: MARA, path: `/?workgroup=${WORKGROUP}` })).status,
    ).toBe(403);
  });

  it("404: an unknown notebook or revision", async () => {
    const params = { id: UNKNOWN };
    const { status, body } = await world.request(notebook.GET, { as: VIEWER, params });
    expect(status).toBe(404);
    expect(body.error?.message).toBe(`Notebook ${UNKNOWN} was not found.`);
    const [mine, other] = [await imported(ANALYST, "1"), await imported(ANALYST, "2")];
    const [foreign] = await kept(other);
    expect(
      (
        await world.request(revision.GET, {
          as: VIEWER,
          params: { id: mine, revision: String(foreign?.id) },
        })
      ).status,
    ).toBe(404);
  });

  it("409: a taken name names the field; without a session nothing is opened", async () => {
    const name = freshName();
    const id = await imported(ANALYST, "", { name });
    const taken = await create(ANALYST, { name });
    expect(taken.status).toBe(409);
    expect(taken.body.error?.fields?.name).toMatch(/already exists/);
    const opening = { as: ANALYST, method: "POST", params: { id } };
    expect((await world.request(open.POST, opening)).status).toBe(409);
  });
});
