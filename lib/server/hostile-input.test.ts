import { type AthenaClient, CreateWorkGroupCommand } from "@aws-sdk/client-athena";
import { count } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as reservations from "@/app/api/capacity-reservations/route";
import * as locationTests from "@/app/api/location-tests/route";
import * as rules from "@/app/api/workgroup-rules/route";
import * as workgroup from "@/app/api/workgroups/[name]/route";
import * as versions from "@/app/api/workgroups/[name]/versions/route";
import { DEFAULT_RULES } from "@/lib/domain/workgroups/policy-rules";
import { ADMIN, createWorld, type World } from "@/lib/testing/world";
import { audit } from "./db/schema";
import type { Handler } from "./route";
import { plainSettings, sdkOf, workgroupCalls } from "./workgroups/workgroup-calls.fixture";

const NUL = "a\0b";
const HALF = "a\ud800b";

describe("what no form of ours sends", () => {
  let world: World;
  let sdk: AthenaClient;
  let calls: ReturnType<typeof workgroupCalls>;
  beforeAll(async () => {
    world = await createWorld();
    sdk = sdkOf(world);
    calls = workgroupCalls(world, sdk);
  });
  afterAll(async () => {
    sdk.destroy();
    await world.close();
  });

  const send = (handler: Handler, method: string, body: unknown) =>
    world.request(handler, { as: ADMIN, method, body });
  const recorded = async () =>
    (await world.runtime.database.queries.select({ rows: count() }).from(audit))[0]?.rows;

  it.each([
    ["NUL", NUL],
    ["half a character", HALF],
  ])("400: %s in a text is refused at its field, and nothing is recorded", async (_, text) => {
    const before = await recorded();
    const { enforcedLocation, tags } = DEFAULT_RULES;
    const sql = plainSettings();
    const spark = plainSettings("sparkConnect");
    const prefix = `s3://bucket/${text}`;
    const answers = await Promise.all([
      send(reservations.POST, "POST", { name: "r", targetDpus: 24, tags: { team: text } }),
      send(reservations.POST, "POST", { name: "r", targetDpus: 24, tags: { [text]: "x" } }),
      send(rules.PATCH, "PATCH", {
        basedOn: 0,
        rules: { ...DEFAULT_RULES, enforcedLocation: { ...enforcedLocation, prefix } },
      }),
      send(rules.PATCH, "PATCH", {
        basedOn: 0,
        rules: { ...DEFAULT_RULES, tags: { ...tags, keys: [text] } },
      }),
      send(locationTests.POST, "POST", { workgroup: "primary", location: prefix }),
      calls.create("odd", { ...sql, description: text }),
      calls.create("odd", { ...sql, outputLocation: prefix }),
      calls.create("odd", { ...sql, tags: { team: text } }),
      calls.create("odd", { ...spark, classifications: { "spark-defaults": { [text]: "x" } } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    expect(answers.map(({ body }) => Object.keys(body.error?.fields ?? {}))).toEqual([
      ["tags"],
      ["tags"],
      ["rules.enforcedLocation.prefix"],
      ["rules.tags.keys.0"],
      ["location"],
      ["description"],
      ["outputLocation"],
      ["tags"],
      ["classifications"],
    ]);
    expect(await recorded()).toBe(before);
  });

  it.each([2_147_483_648, Number.MAX_SAFE_INTEGER])(
    "400: no version is number %d",
    async (number) => {
      const name = await calls.created();
      const { hash: basedOn = "", settings } = await calls.shown(name);
      const changed = { ...settings, description: "as it was" };
      const restored = await calls.update(name, { basedOn, settings: changed, restores: number });
      expect(restored.status).toBe(400);
      const listed = await world.request(versions.GET, {
        as: ADMIN,
        params: { name },
        path: `/?before=${number}`,
      });
      expect(listed.status).toBe(400);
      expect(listed.body.error?.fields).toHaveProperty("before");
    },
  );

  it("200: tags that are called like members of every object stay through an edit", async () => {
    const name = "__proto__";
    const Tags = ["__proto__", "constructor", "toString"].map((Key) => ({ Key, Value: "kept" }));
    await sdk.send(new CreateWorkGroupCommand({ Name: name, Tags }));
    const { hash: basedOn = "", settings } = await calls.shown(name);
    expect(Object.keys(settings.tags).sort()).toEqual(["__proto__", "constructor", "toString"]);
    const body = { basedOn, settings: { ...settings, description: "edited" } };
    const edited = await calls.update(name, body);
    expect(edited.body).toMatchObject({ changed: ["description"] });
    const [newest] = await calls.versions(name);
    expect(Object.keys(newest?.settings.tags ?? {})).toContain("__proto__");
  });

  it("400: a property that the SDK leaves out is refused", async () => {
    const properties = JSON.parse('{"__proto__":"x"}');
    const answer = await calls.create("odd", {
      ...plainSettings("sparkConnect"),
      classifications: { "spark-defaults": properties },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error?.fields?.classifications).toContain("__proto__");
  });

  it.each([
    "null",
    "[]",
    "[1]",
    "7",
    '"text"',
    "",
    "{",
    `{"settings":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    '{"__proto__":{"basedOn":"x"},"constructor":{"prototype":{}}}',
  ])("400: %.40s as the body of a change", async (body) => {
    const answer = await world.request(workgroup.PATCH, {
      as: ADMIN,
      method: "PATCH",
      params: { name: "primary" },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error?.code).toBe("INVALID");
  });
});
