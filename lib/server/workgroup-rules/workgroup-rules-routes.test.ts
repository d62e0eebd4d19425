import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as rules from "@/app/api/workgroup-rules/route";
import { DEFAULT_RULES, type PolicyRules } from "@/lib/domain/workgroups/policy-rules";
import { audit, workgroupRules } from "@/lib/server/db/schema";
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";

const WHOLE: Person = { id: "wanda", name: "Wanda", groups: ["admins"] };
const PART: Person = { id: "mara", name: "Mara", groups: ["some"] };

describe("the rules of the policy board", () => {
  let folder: string;
  let world: World;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
    const accessPolicyFile = path.join(folder, "policy.json");
    const groups = {
      admins: [{ role: "admin", workgroups: ["*"] }],
      some: [{ role: "admin", workgroups: ["team-*"] }],
    };
    await writeFile(accessPolicyFile, JSON.stringify({ groups }));
    world = await createWorld({ accessPolicyFile });
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = (as: Person | undefined) => world.request(rules.GET, { as });
  const save = (as: Person | undefined, body: unknown) =>
    world.request(rules.PATCH, { as, method: "PATCH", body });
  const rows = () =>
    world.runtime.database.queries
      .select()
      .from(audit)
      .where(eq(audit.action, "updateWorkgroupRules"));
  const tags = (...keys: string[]): PolicyRules => ({ ...DEFAULT_RULES, tags: { on: true, keys } });

  it("200: begins with rules of its own; what an administrator saves is in force, with who and when", async () => {
    const first = await read(VIEWER);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({ rules: DEFAULT_RULES, id: 0 });
    const before = Date.now();
    const saved = await save(WHOLE, { basedOn: 0, rules: tags("team") });
    expect(saved.status).toBe(200);
    expect(saved.body).toMatchObject({
      rules: tags("team"),
      changedBy: { id: "wanda", name: "Wanda" },
    });
    expect(saved.body.changedAt).toBeGreaterThanOrEqual(before - 1_000);
    expect((await read(PART)).body).toEqual(saved.body);
    const [row] = await rows();
    expect(row).toMatchObject({
      actorId: "wanda",
      objectType: "workgroupRules",
      workgroup: null,
      outcome: "succeeded",
      before: DEFAULT_RULES,
      after: tags("team"),
    });
  });

  it("200: the same rules again add nothing, whatever they were based on", async () => {
    const { body } = await read(ADMIN);
    const count = (await rows()).length;
    expect((await save(ADMIN, { basedOn: 0, rules: body.rules })).body).toEqual(body);
    expect(await rows()).toHaveLength(count);
  });

  it("200: rules that are younger than what was saved are as Athenaeum begins with", async () => {
    const { tags: _, logging: __, ...older } = DEFAULT_RULES;
    await world.runtime.database.queries
      .insert(workgroupRules)
      .values({ rules: { ...older, metrics: { on: false } }, actorId: "old", actorName: "Old" });
    const { status, body } = await read(VIEWER);
    expect(status).toBe(200);
    expect(body.rules).toEqual({ ...DEFAULT_RULES, metrics: { on: false } });
  });

  it("400: what no workgroup could meet, what is no rule, and what says nothing", async () => {
    const { body } = await read(ADMIN);
    const count = (await rows()).length;
    const cases: [unknown, string][] = [
      [tags(), "tags.keys"],
      [{ ...DEFAULT_RULES, scanLimit: { on: true, atMostBytes: 5 } }, "scanLimit.atMostBytes"],
      [
        { ...DEFAULT_RULES, enforcedLocation: { on: true, prefix: "https://x" } },
        "enforcedLocation.prefix",
      ],
    ];
    for (const [wrong, field] of cases) {
      const refused = await save(ADMIN, { basedOn: body.id, rules: wrong });
      expect(refused.status).toBe(400);
      expect(refused.body.error?.fields).toHaveProperty([field]);
    }
    for (const wrong of [{}, { ...DEFAULT_RULES, other: { on: true } }, { metrics: { on: "yes" } }])
      expect((await save(ADMIN, { basedOn: body.id, rules: wrong })).status).toBe(400);
    expect(await rows()).toHaveLength(count);
  });

  it("401 without a session; 403 for viewers, analysts, and admins of some workgroups", async () => {
    expect((await read(undefined)).status).toBe(401);
    expect((await save(undefined, {})).status).toBe(401);
    expect((await read({ id: "nobody", name: "Nobody", groups: [] })).status).toBe(403);
    const count = (await rows()).length;
    for (const as of [VIEWER, ANALYST, PART])
      for (const body of [{ basedOn: 0, rules: tags("x") }, {}, "not json"])
        expect((await save(as, body)).status).toBe(403);
    expect(await rows()).toHaveLength(count);
  });

  it("409: of two who began with the same rules one is told who was first", async () => {
    const { body } = await read(ADMIN);
    const basedOn = body.id;
    const answers = await Promise.all([
      save(ADMIN, { basedOn, rules: tags("first") }),
      save(WHOLE, { basedOn, rules: tags("second") }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.error?.message).toMatch(
      /^(Ada|Wanda) has changed the rules since you opened them$/,
    );
    expect((await read(VIEWER)).body).toEqual(answers.find(({ status }) => status === 200)?.body);
  });
});
