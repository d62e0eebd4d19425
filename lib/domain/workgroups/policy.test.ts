import { describe, expect, it } from "vitest";
import type { EngineFamily } from "../engines";
import { askedOf, checkRule, type PolicySubject, RULES, rulesInForce } from "./policy";
import {
  DEFAULT_RULES,
  type PolicyRules,
  problemsOfRules,
  RULE_IDS,
  type RuleId,
} from "./policy-rules";
import type { WorkgroupSettings } from "./settings";
import { readSettings } from "./wire";

const NOTHING_SET = readSettings({}, {}, "sql");

const ENGINE_VERSIONS = [
  { selected: "AUTO", family: "sql" },
  { selected: "Athena engine version 2", family: "sql" },
  { selected: "Athena engine version 10", family: "sql" },
  { selected: "Athena engine version 3", family: "sql" },
  { selected: "PySpark engine version 3", family: "pyspark" },
  { selected: "Apache Spark version 3.5", family: "sparkConnect" },
  { selected: "Apache Spark version 3.10", family: "sparkConnect" },
] as const satisfies PolicySubject["engineVersions"];

const LOCATION = "s3://results/team/";

type Case = {
  rule: RuleId;
  family?: EngineFamily;
  rules?: Partial<PolicyRules>;
  settings?: Partial<WorkgroupSettings>;
  engineVersions?: PolicySubject["engineVersions"];
  is: string;
  why?: RegExp;
  setting?: keyof WorkgroupSettings;
  value?: string | number | boolean;
};

const below = (prefix: string) => ({ enforcedLocation: { on: true, prefix } });
const minimum = (option: PolicyRules["encryption"]["minimum"]) => ({
  encryption: { on: true, minimum: option },
});
const atMost = (atMostBytes: number) => ({ scanLimit: { on: true, atMostBytes } });
const keys = (...names: string[]) => ({ tags: { on: true, keys: names } });

const CASES: Case[] = [
  { rule: "enforcedLocation", is: "fail", why: /^No location$/, setting: "outputLocation" },
  {
    rule: "enforcedLocation",
    settings: { outputLocation: LOCATION },
    is: "fail",
    why: /^Not enforced$/,
    setting: "enforceConfiguration",
    value: true,
  },
  {
    rule: "enforcedLocation",
    settings: { outputLocation: LOCATION, enforceConfiguration: true },
    is: "pass",
    why: /s3:\/\/results\/team\//,
  },
  {
    rule: "enforcedLocation",
    settings: { managedResults: true },
    is: "pass",
    why: /^Kept by Athena$/,
  },
  ...["s3://results", "s3://results/", "s3://results/team", "s3://results/team/"].map(
    (prefix): Case => ({
      rule: "enforcedLocation",
      rules: below(prefix),
      settings: { outputLocation: LOCATION, enforceConfiguration: true },
      is: "pass",
    }),
  ),
  ...["s3://results/te", "s3://results/team/x", "s3://resul", "s3://other/team/"].map(
    (prefix): Case => ({
      rule: "enforcedLocation",
      rules: below(prefix),
      settings: { outputLocation: LOCATION, enforceConfiguration: true },
      is: "fail",
      why: /is not below/,
      setting: "outputLocation",
    }),
  ),
  {
    rule: "enforcedLocation",
    family: "pyspark",
    settings: { outputLocation: "s3://results/spark" },
    rules: below("s3://results/spark/"),
    is: "pass",
  },
  { rule: "enforcedLocation", family: "sparkConnect", is: "fail", setting: "outputLocation" },
  {
    rule: "enforcedLocation",
    family: "sparkConnect",
    settings: { outputLocation: "s3://results/spark" },
    is: "pass",
  },
  // A value of SQL that a Spark workgroup carries means nothing there.
  {
    rule: "enforcedLocation",
    family: "pyspark",
    settings: { managedResults: true },
    is: "fail",
    setting: "outputLocation",
  },

  { rule: "noClientOverride", is: "fail", setting: "enforceConfiguration", value: true },
  { rule: "noClientOverride", settings: { enforceConfiguration: true }, is: "pass" },
  { rule: "noClientOverride", settings: { managedResults: true }, is: "pass" },
  { rule: "noClientOverride", family: "pyspark", is: "notApplicable" },
  { rule: "noClientOverride", family: "sparkConnect", is: "notApplicable" },

  { rule: "encryption", is: "fail", setting: "encryptionOption", value: "SSE_S3" },
  { rule: "encryption", settings: { encryptionOption: "SSE_S3" }, is: "pass", why: /^SSE-S3$/ },
  { rule: "encryption", settings: { encryptionOption: "CSE_KMS" }, is: "pass" },
  { rule: "encryption", settings: { encryptionOption: "ROT13" }, is: "fail" },
  { rule: "encryption", rules: minimum("CSE_KMS"), settings: { managedResults: true }, is: "pass" },
  {
    rule: "encryption",
    rules: minimum("SSE_KMS"),
    settings: { encryptionOption: "SSE_S3" },
    is: "fail",
    why: /SSE-S3 is weaker than SSE-KMS/,
    value: "SSE_KMS",
  },
  {
    rule: "encryption",
    rules: minimum("CSE_KMS"),
    settings: { encryptionOption: "SSE_KMS" },
    is: "fail",
    value: "CSE_KMS",
  },
  ...(["pyspark", "sparkConnect"] as const).map(
    (family): Case => ({
      rule: "encryption",
      family,
      rules: minimum("CSE_KMS"),
      settings: { encryptionOption: "SSE_KMS" },
      is: "pass",
    }),
  ),
  { rule: "encryption", family: "pyspark", is: "fail", value: "SSE_S3" },
  {
    rule: "encryption",
    family: "sparkConnect",
    rules: minimum("CSE_KMS"),
    settings: { encryptionOption: "SSE_S3" },
    is: "fail",
    value: "SSE_KMS",
  },

  { rule: "scanLimit", is: "fail", setting: "scanLimitBytes" },
  { rule: "scanLimit", settings: { scanLimitBytes: 10_000_000 }, is: "pass", why: /^10 MB$/ },
  { rule: "scanLimit", rules: atMost(5e11), is: "fail", value: 5e11 },
  { rule: "scanLimit", rules: atMost(5e11), settings: { scanLimitBytes: 5e11 }, is: "pass" },
  {
    rule: "scanLimit",
    rules: atMost(5e11),
    settings: { scanLimitBytes: 6e11 },
    is: "fail",
    why: /600 GB is more than 500 GB/,
    value: 5e11,
  },
  { rule: "scanLimit", family: "pyspark", is: "notApplicable" },
  { rule: "scanLimit", family: "sparkConnect", is: "notApplicable" },

  ...(["sql", "pyspark", "sparkConnect"] as const).flatMap((family): Case[] => [
    { rule: "metrics", family, is: "fail", setting: "publishMetrics", value: true },
    { rule: "metrics", family, settings: { publishMetrics: true }, is: "pass" },
    { rule: "bucketOwner", family, is: "fail", setting: "expectedBucketOwner" },
    { rule: "bucketOwner", family, settings: { expectedBucketOwner: "123456789012" }, is: "pass" },
    { rule: "tags", family, rules: keys("team"), is: "fail", setting: "tags", why: /team/ },
    { rule: "tags", family, rules: keys("team"), settings: { tags: { team: "a" } }, is: "pass" },
  ]),
  { rule: "bucketOwner", settings: { managedResults: true }, is: "pass" },
  {
    rule: "tags",
    rules: keys("team", "cost", "toString"),
    settings: { tags: { team: "a", cost: "" } },
    is: "fail",
    why: /Without cost, toString$/,
  },

  { rule: "engineVersion", is: "pass", why: /Automatic/ },
  { rule: "engineVersion", settings: { engineVersion: "Athena engine version 10" }, is: "pass" },
  {
    rule: "engineVersion",
    settings: { engineVersion: "Athena engine version 3" },
    is: "fail",
    setting: "engineVersion",
    value: "Athena engine version 10",
  },
  {
    rule: "engineVersion",
    family: "pyspark",
    settings: { engineVersion: "PySpark engine version 3" },
    is: "pass",
  },
  {
    rule: "engineVersion",
    family: "pyspark",
    settings: { engineVersion: "PySpark engine version 2" },
    is: "fail",
    value: "PySpark engine version 3",
  },
  {
    rule: "engineVersion",
    family: "sparkConnect",
    settings: { engineVersion: "Apache Spark version 3.10" },
    is: "pass",
  },
  {
    rule: "engineVersion",
    family: "sparkConnect",
    settings: { engineVersion: "Apache Spark version 3.5" },
    is: "fail",
    value: "Apache Spark version 3.10",
  },
  {
    rule: "engineVersion",
    settings: { engineVersion: "Athena engine version 3" },
    engineVersions: [],
    is: "unread",
    why: /could not be read/,
  },

  { rule: "logging", is: "notApplicable" },
  { rule: "logging", family: "pyspark", is: "notApplicable" },
  { rule: "logging", family: "sparkConnect", is: "fail", setting: "managedLogging", value: true },
  {
    rule: "logging",
    family: "sparkConnect",
    settings: { s3Logging: true, cloudWatchLogging: true },
    is: "pass",
    why: /^S3, CloudWatch$/,
  },

  { rule: "contentKey", is: "notApplicable" },
  ...(["pyspark", "sparkConnect"] as const).flatMap((family): Case[] => [
    { rule: "contentKey", family, is: "fail", setting: "contentKmsKey" },
    {
      rule: "contentKey",
      family,
      settings: { contentKmsKey: "arn:aws:kms:us-east-1:123456789012:key/k" },
      is: "pass",
    },
  ]),
];

describe("policy rules", () => {
  it.each(CASES.map((each) => ({ ...each, family: each.family ?? "sql" })))(
    "$rule on $family: $is $settings $rules",
    ({ rule, family, rules, settings, engineVersions = ENGINE_VERSIONS, is, why, ...mend }) => {
      const subject = { settings: { ...NOTHING_SET, ...settings }, family, engineVersions };
      const verdict = checkRule(rule, { ...DEFAULT_RULES, ...rules }, subject);
      expect(verdict).toMatchObject({ verdict: is, ...mend });
      expect(verdict.why).toMatch(why ?? /\S/);
    },
  );

  it("has a passing and a failing case of each rule on each family that it applies to", () => {
    for (const id of RULE_IDS)
      for (const family of RULES[id].families)
        for (const is of ["pass", "fail"])
          expect(
            CASES.some(
              (each) => each.rule === id && (each.family ?? "sql") === family && each.is === is,
            ),
            `${id} ${family} ${is}`,
          ).toBe(true);
  });

  it("checks what is on, in the order of the board", () => {
    expect(rulesInForce(DEFAULT_RULES)).toEqual([
      "enforcedLocation",
      "noClientOverride",
      "encryption",
      "scanLimit",
      "metrics",
      "engineVersion",
      "logging",
    ]);
    expect(rulesInForce({ ...DEFAULT_RULES, ...keys("a"), metrics: { on: false } })).not.toContain(
      "metrics",
    );
  });
});

it("says what a rule asks for", () => {
  const rules = { ...DEFAULT_RULES, ...below("s3://results/"), ...atMost(5e11), ...keys("a", "b") };
  expect(RULE_IDS.flatMap((id) => askedOf(id, rules) ?? [])).toEqual([
    "Below s3://results/",
    "At least SSE-S3",
    "At most 500 GB",
    "a, b",
  ]);
  expect(askedOf("scanLimit", DEFAULT_RULES)).toBeUndefined();
});

describe("rules that can be saved", () => {
  it.each([
    [below("results/"), "enforcedLocation.prefix"],
    [below("s3://"), "enforcedLocation.prefix"],
    [below("s3://UPPER/x"), "enforcedLocation.prefix"],
    [atMost(9_999_999), "scanLimit.atMostBytes"],
    [atMost(10_000_000.5), "scanLimit.atMostBytes"],
    [atMost(8e18 * 2), "scanLimit.atMostBytes"],
    [keys(), "tags.keys"],
    [keys("a", "a"), "tags.keys"],
  ])("%j are refused at %s", (rules, path) =>
    expect(Object.keys(problemsOfRules({ ...DEFAULT_RULES, ...rules }))).toEqual([path]),
  );
  it.each([{}, below("s3://results/a b/"), atMost(10_000_000), keys("a", "b")])("%j", (rules) =>
    expect(problemsOfRules({ ...DEFAULT_RULES, ...rules })).toEqual({}),
  );
});
