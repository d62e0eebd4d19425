import type { AthenaClient } from "@aws-sdk/client-athena";
import { ListTagsForResourceCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENGINE_FAMILIES } from "@/lib/domain/engines";
import { canonicalJson, changesOf } from "@/lib/domain/workgroups/changes";
import { SETTINGS, settingsOf } from "@/lib/domain/workgroups/setting-table";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { ALL_EXAMPLES } from "@/lib/domain/workgroups/settings-examples.fixture";
import { createWorld, type World } from "@/lib/testing/world";
import { saidInAthena, saidOf } from "./in-athena.fixture";
import { freshName, plainSettings, sdkOf, workgroupCalls } from "./workgroup-calls.fixture";

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

/** GetWorkGroup and ListTagsForResource through the SDK, all settings of them. */
async function expectInAthena(name: string, settings: WorkgroupSettings): Promise<void> {
  const { account } = (await world.runtime.athena.callerAccount()) ?? {};
  const arn = `arn:aws:athena:us-east-1:${account}:workgroup/${name}`;
  const [workgroup, { Tags = [] }] = await Promise.all([
    calls.inAthena(name),
    sdk.send(new ListTagsForResourceCommand({ ResourceARN: arn })),
  ]);
  const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
  expect(saidInAthena(workgroup, tags)).toEqual(saidOf(settings));
}

async function expectCreated(settings: WorkgroupSettings): Promise<string> {
  const name = freshName();
  const { status, body } = await calls.create(name, settings);
  expect(body.error).toBeUndefined();
  expect(status).toBe(200);
  await expectInAthena(name, settings);
  return name;
}

/** From one configuration to another, of which `hash` is the first. Answers the hash of the second. */
async function expectChanged(
  name: string,
  hash: string,
  before: WorkgroupSettings,
  settings: WorkgroupSettings,
): Promise<string> {
  const { body } = await calls.update(name, { basedOn: hash, settings });
  expect(body.error).toBeUndefined();
  expect(body.changed).toEqual(changesOf(before, settings).map(({ setting }) => setting));
  expect(body.changed).not.toEqual([]);
  await expectInAthena(name, settings);
  return body.hash as unknown as string;
}

/** Nothing leaves for Athena, and the refusal stands at the setting. */
async function expectRefused(
  field: string,
  send: () => ReturnType<typeof calls.create>,
): Promise<void> {
  const sent = calls.changesSent();
  const { status, body } = await send();
  expect([status, body.error?.code]).toEqual([400, "INVALID"]);
  expect(Object.keys(body.error?.fields ?? {})).toContain(field);
  expect(calls.changesSent()).toBe(sent);
}

it("there is an example of every setting on every engine family that has a choice of it", () => {
  for (const family of ENGINE_FAMILIES) {
    const shown = ALL_EXAMPLES.filter((one) => one.family === family).map(({ setting }) => setting);
    const without = settingsOf(family).filter((setting) => !shown.includes(setting));
    // The two Sparks have one engine version each.
    expect(without).toEqual(family === "sql" ? [] : ["engineVersion"]);
  }
});

describe("every setting is set, changed and taken away", () => {
  /** Workgroups that are again what they were created as. */
  const asBefore = new Map<string, string>();
  const changeable = ALL_EXAMPLES.filter(({ atCreation }) => !atCreation);
  it.each(changeable.map((one) => [one.family, one.setting, one] as const))(
    "%s: %s",
    async (family, setting, { base, first, second, removed }) => {
      const key = `${family} ${canonicalJson(base)}`;
      const name = asBefore.get(key) ?? (await expectCreated(base));
      asBefore.delete(key);
      let before = base;
      let { hash = "" } = await calls.shown(name);
      for (const settings of [first, second, removed]) {
        if (!settings) continue;
        hash = await expectChanged(name, hash, before, settings);
        before = settings;
      }
      if (changesOf(base, before).length === 0) asBefore.set(key, name);
      if (SETTINGS[setting].keptForever)
        await expectRefused(setting, () =>
          calls.update(name, { basedOn: hash, settings: { ...before, [setting]: undefined } }),
        );
    },
  );

  const fixed = ALL_EXAMPLES.filter(({ atCreation }) => atCreation);
  it.each(fixed.map((one) => [one.family, one.setting, one] as const))(
    "%s: %s at creation, never after it",
    async (_family, setting, { base, first, second }) => {
      const name = await expectCreated(first);
      await expectCreated(base);
      const { hash = "" } = await calls.shown(name);
      for (const settings of [
        { ...first, [setting]: base[setting] },
        { ...first, ...second },
      ])
        if (changesOf(first, settings).length > 0)
          await expectRefused(setting, () => calls.update(name, { basedOn: hash, settings }));
      await expectInAthena(name, first);
    },
  );

  it.each(ENGINE_FAMILIES)(
    "%s: all at creation, and again unchanged, sends nothing more",
    async (family) => {
      const examples = ALL_EXAMPLES.filter((one) => one.family === family);
      const firsts = Object.fromEntries(
        examples.map(({ setting, first }) => [setting, first[setting]]),
      );
      const all: WorkgroupSettings = {
        ...plainSettings(family),
        ...firsts,
        state: "ENABLED",
        encryptionOption: "SSE_KMS",
        ...(firsts.managedResults ? { outputLocation: undefined } : {}),
      };
      const name = await expectCreated(all);
      const shown = await calls.shown(name);
      const sent = calls.changesSent();
      const { body } = await calls.update(name, {
        basedOn: shown.hash ?? "",
        settings: shown.settings,
      });
      expect(body).toMatchObject({ changed: [], version: 1 });
      expect(calls.changesSent()).toBe(sent);
    },
  );
});

const KEY = "alias/athena";
const ROLE = "arn:aws:iam::123456789012:role/athena";
const LOCATION = "s3://athenaeum-results/";
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${n}`, ""]));
type Wrong = [
  what: string,
  family: (typeof ENGINE_FAMILIES)[number],
  wrong: Partial<WorkgroupSettings>,
  field: string,
];

/** Settings that exclude each other, that need each other, and that are not of the right form (reference 6). */
const WRONG: readonly Wrong[] = [
  [
    "managed results beside a location",
    "sql",
    { managedResults: true, outputLocation: LOCATION },
    "outputLocation",
  ],
  ["SSE_KMS without a key", "sql", { encryptionOption: "SSE_KMS" }, "encryptionKmsKey"],
  ["CSE_KMS without a key", "sql", { encryptionOption: "CSE_KMS" }, "encryptionKmsKey"],
  ["a key without encryption", "sql", { encryptionKmsKey: KEY }, "encryptionOption"],
  [
    "CSE_KMS on PySpark",
    "pyspark",
    { encryptionOption: "CSE_KMS", encryptionKmsKey: KEY },
    "encryptionOption",
  ],
  [
    "CSE_KMS on Spark 3.5",
    "sparkConnect",
    { encryptionOption: "CSE_KMS", encryptionKmsKey: KEY },
    "encryptionOption",
  ],
  ["an unknown encryption", "sql", { encryptionOption: "ROT13" }, "encryptionOption"],
  ["less at most than at least", "sql", { minDpus: 24, maxDpus: 8 }, "maxDpus"],
  ["fewer DPUs than Athena gives", "sql", { minDpus: 3 }, "minDpus"],
  ["more DPUs than Athena gives", "sql", { maxDpus: 125 }, "maxDpus"],
  ["a role without Identity Center", "sql", { executionRole: ROLE }, "executionRole"],
  ["access grants without Identity Center", "sql", { s3AccessGrants: true }, "s3AccessGrants"],
  ["a folder a person without access grants", "sql", { userLevelPrefix: true }, "userLevelPrefix"],
  ["S3 logging without a location", "sparkConnect", { s3Logging: true }, "s3LogLocation"],
  [
    "sizes of a coordinator on Spark 3.5",
    "sparkConnect",
    { coordinatorDpuSize: 1 },
    "coordinatorDpuSize",
  ],
  [
    "Spark properties on Spark 3.5",
    "sparkConnect",
    { sparkProperties: { a: "b" } },
    "sparkProperties",
  ],
  [
    "classifications on PySpark",
    "pyspark",
    { classifications: { "spark-defaults": { a: "b" } } },
    "classifications",
  ],
  [
    "another classification",
    "sparkConnect",
    { classifications: { other: { a: "b" } } },
    "classifications",
  ],
  ["logging on PySpark", "pyspark", { cloudWatchLogging: true }, "cloudWatchLogging"],
  ["logging on SQL", "sql", { managedLogging: true }, "managedLogging"],
  ["Spark's key on SQL", "sql", { contentKmsKey: KEY }, "contentKmsKey"],
  ["a scan limit on Spark", "pyspark", { scanLimitBytes: 10_000_000 }, "scanLimitBytes"],
  [
    "managed results on Spark",
    "sparkConnect",
    { managedResults: true, outputLocation: undefined },
    "managedResults",
  ],
  ["requester pays on Spark", "pyspark", { requesterPays: true }, "requesterPays"],
  ["a scan limit below 10 MB", "sql", { scanLimitBytes: 9_999_999 }, "scanLimitBytes"],
  ["a place that is none of S3", "sql", { outputLocation: "https://results/" }, "outputLocation"],
  [
    "an account id of eleven digits",
    "sql",
    { expectedBucketOwner: "12345678901" },
    "expectedBucketOwner",
  ],
  ["an unknown ACL", "sql", { s3AclOption: "PUBLIC_READ" }, "s3AclOption"],
  ["no ARN of a role", "pyspark", { executionRole: "arn:aws:iam::1:user/x" }, "executionRole"],
  [
    "more JSON than Athena takes",
    "pyspark",
    { additionalConfiguration: `"${"x".repeat(127)}"` },
    "additionalConfiguration",
  ],
  [
    "an unknown kind of log",
    "sparkConnect",
    { cloudWatchLogging: true, logTypes: { OTHER: ["STDOUT"] } },
    "logTypes",
  ],
  [
    "an unknown engine version",
    "sql",
    { engineVersion: "Athena engine version 1 PySpark" },
    "engineVersion",
  ],
  ["a key of AWS", "sql", { tags: { "aws:x": "" } }, "tags"],
  ["more than fifty tags", "sql", { tags: many(51) }, "tags"],
  ["an unknown state", "sql", { state: "PAUSED" }, "state"],
];

describe("what excludes each other is refused at its setting, and nothing is sent", () => {
  const plain = new Map<string, string>();
  it.each(WRONG)("%s (%s)", async (_what, family, wrong, field) => {
    const base = plainSettings(family);
    if (wrong.engineVersion === undefined)
      await expectRefused(field, () => calls.create(freshName(), { ...base, ...wrong }));
    const name = plain.get(family) ?? (await expectCreated(base));
    plain.set(family, name);
    const { hash = "", settings } = await calls.shown(name);
    await expectRefused(field, () =>
      calls.update(name, { basedOn: hash, settings: { ...settings, ...wrong } }),
    );
    expect(await calls.rows(name)).toHaveLength(1);
  });

  it.each([
    ["Identity Center without a role", { identityCenter: true }, "executionRole"],
    [
      "Identity Center without its instance",
      { identityCenter: true, executionRole: ROLE },
      "identityCenterInstance",
    ],
    ["disabled from the start", { state: "DISABLED" }, "state"],
  ] as const)("at creation: %s", (_what, wrong, field) =>
    expectRefused(field, () => calls.create(freshName(), { ...plainSettings(), ...wrong })),
  );

  it.each(
    ENGINE_FAMILIES.flatMap((from) =>
      ENGINE_FAMILIES.filter((to) => to !== from).map((to) => [from, to] as const),
    ),
  )("the engine family is fixed: %s to %s", async (from, to) => {
    const name = plain.get(from) ?? (await expectCreated(plainSettings(from)));
    plain.set(from, name);
    const { hash = "", settings } = await calls.shown(name);
    const { engineVersion } = plainSettings(to);
    await expectRefused("engineVersion", () =>
      calls.update(name, { basedOn: hash, settings: { ...settings, engineVersion } }),
    );
  });
});
