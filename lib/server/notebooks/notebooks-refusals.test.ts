import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
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
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";
import { freshName, ipynb, notebookCalls, OTHER, WORKGROUP } from "./notebook-calls.fixture";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const MARA: Person = { id: "mara", name: "Mara", groups: ["analysts"] };

describe("what notebook routes refuse", () => {
  let folder: string;
  let world: World;
  let calls: ReturnType<typeof notebookCalls>;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
    const accessPolicyFile = path.join(folder, "policy.json");
    const groups = { analysts: [{ role: "analyst", workgroups: ["analytics"] }] };
    await writeFile(accessPolicyFile, JSON.stringify({ groups }));
    world = await createWorld({ accessPolicyFile });
    calls = notebookCalls(world);
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("400: what is no notebook says where; what has no name, a wrong id or no session says so", async () => {
    const broken = await calls.importing(ANALYST, { payload: '{"nbformat": 4,\n "cells": [}' });
    expect(broken.status).toBe(400);
    expect(broken.body.error).toMatchObject({
      message: "This is not JSON: line 2, column 12: expected a value",
      fields: { payload: "This is not JSON: line 2, column 12: expected a value" },
    });
    const id = await calls.imported(ANALYST, "0");
    const { payloadHash } = await calls.read(ANALYST, id);
    const odd = await calls.save(ANALYST, id, '{"nbformat":4,"cells":[7]}', payloadHash);
    expect(odd.body.error?.message).toBe("This is no valid notebook: cells[0] must be an object");
    expect((await calls.create(ANALYST, { name: "a/b" })).body.error?.fields).toHaveProperty(
      "name",
    );
    expect((await calls.create(ANALYST, { workgroup: "primary" })).status).toBe(400);
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
    const id = await calls.imported(ANALYST, "secret");
    const { payloadHash } = await calls.read(VIEWER, id);
    const params = { id };
    const sent = world.upstreamCalls.get("UpdateNotebook") ?? 0;
    expect((await calls.create(VIEWER)).status).toBe(403);
    expect((await calls.importing(VIEWER, { payload: ipynb("") })).status).toBe(403);
    expect((await calls.save(VIEWER, id, ipynb("x"), payloadHash)).status).toBe(403);
    for (const [handler, method, body] of [
      [rename.PATCH, "PATCH", { name: "Other" }],
      [notebook.DELETE, "DELETE", undefined],
      [open.POST, "POST", {}],
    ] as const)
      expect((await world.request(handler, { as: VIEWER, method, params, body })).status).toBe(403);
    expect(world.upstreamCalls.get("UpdateNotebook") ?? 0).toBe(sent);
    const deleting = (as: Person) =>
      world.request(notebook.DELETE, { as, method: "DELETE", params });
    expect((await deleting(OTHER)).status).toBe(403);
    expect((await deleting(ADMIN)).status).toBe(200);
  });

  it("403: a notebook of a workgroup without a grant says nothing about itself", async () => {
    const id = await calls.imported(ANALYST, "secret");
    const [first] = await calls.kept(id);
    const params = { id, revision: String(first?.id) };
    for (const handler of [notebook.GET, download.GET, sessions.GET, revisions.GET, revision.GET]) {
      const { status, body } = await world.request(handler, { as: MARA, params });
      expect(status).toBe(403);
      expect(JSON.stringify(body)).not.toMatch(/secret|research/);
    }
    expect((await calls.save(MARA, id, ipynb("x"), first?.payloadHash ?? "")).status).toBe(403);
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
    const [mine, other] = [await calls.imported(ANALYST, "1"), await calls.imported(ANALYST, "2")];
    const [foreign] = await calls.kept(other);
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
    const id = await calls.imported(ANALYST, "", { name });
    const taken = await calls.create(ANALYST, { name });
    expect(taken.status).toBe(409);
    expect(taken.body.error?.fields?.name).toMatch(/already exists/);
    const opening = { as: ANALYST, method: "POST", params: { id } };
    expect((await world.request(open.POST, opening)).status).toBe(409);
  });
});
