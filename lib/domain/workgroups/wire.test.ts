import { describe, expect, it } from "vitest";
import { workgroupSettings } from "@/lib/contracts/workgroups";
import {
  changedConfiguration,
  newConfiguration,
} from "@/lib/local-athena/operations/workgroups/configuration-changes";
import { checkConfiguration } from "@/lib/local-athena/operations/workgroups/configuration-rules";
import { ENGINE_FAMILIES, type EngineFamily } from "../engines";
import type { Workgroup } from "./athena-shapes";
import { canonicalJson, changesOf } from "./changes";
import { problemsOf } from "./rules";
import { SETTING_IDS, SETTINGS, settingsOf } from "./setting-table";
import type { TextMap, WorkgroupSettings } from "./settings";
import { ALL_EXAMPLES } from "./settings-examples.fixture";
import { createInputOf, updateInputOf } from "./update";
import { newSettings, readSettings } from "./wire";

type Stored = { workgroup: Workgroup; tags: TextMap };

/** What local-athena, the second witness, makes of our inputs. */
function created(settings: WorkgroupSettings, family: EngineFamily): Stored {
  const { Description, Configuration, Tags = [] } = createInputOf("w", settings, family);
  const configuration = newConfiguration(Configuration);
  checkConfiguration(configuration);
  return {
    workgroup: { Description, State: "ENABLED", Configuration: configuration },
    tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
  };
}

function updated(
  stored: Stored,
  before: WorkgroupSettings,
  after: WorkgroupSettings,
  check = true,
): Stored {
  const { update = { WorkGroup: "w" }, tag, untag } = updateInputOf("w", before, after);
  const configuration = changedConfiguration(
    newConfiguration(stored.workgroup.Configuration),
    update.ConfigurationUpdates ?? {},
  );
  if (check) checkConfiguration(configuration);
  const kept = Object.entries(stored.tags).filter(([key]) => !untag.includes(key));
  return {
    workgroup: {
      Description: update.Description ?? stored.workgroup.Description,
      State: update.State ?? stored.workgroup.State,
      Configuration: configuration,
    },
    tags: Object.fromEntries([...kept, ...tag.map(({ Key, Value }) => [Key, Value])]),
  };
}

const read = ({ workgroup, tags }: Stored, family: EngineFamily) =>
  readSettings(workgroup, tags, family);
const enabled = (settings: WorkgroupSettings) => ({ ...settings, state: "ENABLED" });
const named = ALL_EXAMPLES.map((one) => [`${one.setting} on ${one.family}`, one] as const);

describe("every setting", () => {
  it("has an example on every family that has it, but where there is nothing to choose", () => {
    const missing = ENGINE_FAMILIES.flatMap((family) =>
      settingsOf(family)
        .filter((id) => !ALL_EXAMPLES.some((one) => one.setting === id && one.family === family))
        .map((id) => `${id} on ${family}`),
    );
    expect(missing).toEqual(["engineVersion on pyspark", "engineVersion on sparkConnect"]);
    expect(SETTING_IDS).toEqual(expect.arrayContaining(Object.keys(SETTINGS)));
  });

  it.each(named)("%s is read as it was created", (_name, { family, base, first, second }) => {
    for (const settings of [base, first, second ?? first].map(enabled)) {
      expect(changesOf(settings, read(created(settings, family), family))).toEqual([]);
      expect(problemsOf(settings, { family })).toEqual([]);
    }
  });

  it.each(named)("%s is set, changed and taken away", (_name, example) => {
    const { family, base, first, second, removed, setting, atCreation } = example;
    if (atCreation) return;
    let stored = created(enabled(base), family);
    for (const after of [first, second, first, removed ?? second].filter(
      (one) => one !== undefined,
    )) {
      const before = read(stored, family);
      expect(problemsOf(after, { family, before })).toEqual([]);
      stored = updated(stored, before, after);
      expect(changesOf(after, read(stored, family))).toEqual([]);
      const changed = changesOf(before, after).map((change) => change.setting);
      expect(changed.length === 0 || changed.includes(setting)).toBe(true);
    }
  });

  it.each(named)("%s: without edits nothing is sent", (_name, { family, base, first }) => {
    for (const settings of [base, first].map(enabled)) {
      const before = read(created(settings, family), family);
      expect(updateInputOf("w", before, before)).toEqual({ tag: [], untag: [] });
      expect(updateInputOf("w", before, settings)).toEqual({ tag: [], untag: [] });
    }
  });
});

/** Small, seeded, so that a failure can be run again. */
function randomOf(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Any mixture of the examples' values, whether Athena takes it or not. */
function mixture(family: EngineFamily, random: (below: number) => number): WorkgroupSettings {
  const examples = ALL_EXAMPLES.filter((one) => one.family === family);
  const members = examples.flatMap(({ setting, base, first, second, removed }) => {
    const value = [base, first, second, removed][random(4)];
    return value ? [[setting, value[setting]] as const] : [];
  });
  const mixed: WorkgroupSettings = { ...newSettings(family), ...Object.fromEntries(members) };
  // A key has no place in Athena without its option.
  return mixed.encryptionOption ? mixed : { ...mixed, encryptionKmsKey: undefined };
}

describe("mixtures of settings", () => {
  const pairs = ENGINE_FAMILIES.flatMap((family) => {
    const random = randomOf(20_261_121);
    return Array.from({ length: 200 }, () => {
      const before = enabled(mixture(family, random));
      const after = mixture(family, random);
      for (const id of SETTING_IDS.filter((one) => SETTINGS[one].fixedAtCreation))
        Object.assign(after, { [id]: before[id] });
      for (const id of SETTING_IDS.filter((one) => SETTINGS[one].keptForever))
        Object.assign(after, { [id]: after[id] ?? before[id] });
      return { family, before, after };
    });
  });

  it("are read as they were sent, and an update leads to what it was made for", () => {
    for (const { family, before, after } of pairs) {
      const { Description, Configuration, Tags = [] } = createInputOf("w", before, family);
      const stored: Stored = {
        workgroup: {
          Description,
          State: "ENABLED",
          Configuration: newConfiguration(Configuration),
        },
        tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
      };
      expect(canonicalJson(read(stored, family))).toBe(canonicalJson(before));
      const now = updated(stored, before, after, false);
      expect(canonicalJson(read(now, family))).toBe(canonicalJson(after));
    }
  });

  it("that the rules allow are those that local-athena takes", () => {
    const seen = { allowed: 0, refused: 0 };
    for (const { family, before } of pairs) {
      const problems = problemsOf(before, { family });
      const { Configuration } = createInputOf("w", before, family);
      const take = () => checkConfiguration(newConfiguration(Configuration));
      if (problems.length === 0) {
        expect(take).not.toThrow();
        seen.allowed += 1;
      } else {
        // A key without its option is no part of the input: only the rules see it.
        if (!problems.every(({ setting }) => setting === "encryptionOption"))
          expect(take).toThrow();
        seen.refused += 1;
      }
    }
    expect(seen.allowed).toBeGreaterThan(10);
    expect(seen.refused).toBeGreaterThan(10);
  });
});

describe("what is sent", () => {
  const base = newSettings("sql");
  const updates = (after: Partial<WorkgroupSettings>, before: Partial<WorkgroupSettings> = {}) =>
    updateInputOf("w", { ...base, ...before }, { ...base, ...before, ...after }).update
      ?.ConfigurationUpdates;

  it("names what changed alone", () => {
    expect(updates({ scanLimitBytes: 10_000_000 })).toEqual({
      BytesScannedCutoffPerQuery: 10_000_000,
    });
    expect(updates({ enforceConfiguration: false })).toEqual({
      EnforceWorkGroupConfiguration: false,
    });
  });

  it("turns managed results on and removes the location in one call", () => {
    expect(
      updates({ managedResults: true, outputLocation: undefined }, { outputLocation: "s3://a-b/" }),
    ).toEqual({
      ResultConfigurationUpdates: { RemoveOutputLocation: true },
      ManagedQueryResultsConfigurationUpdates: { Enabled: true },
    });
  });

  it("sends option and key together, whichever of them changed", () => {
    expect(
      updates(
        { encryptionKmsKey: "alias/b" },
        { encryptionOption: "SSE_KMS", encryptionKmsKey: "alias/a" },
      ),
    ).toEqual({
      ResultConfigurationUpdates: {
        EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: "alias/b" },
      },
    });
  });

  it("sends nested configurations whole", () => {
    const before = { ...newSettings("sparkConnect"), maxConcurrentDpus: 8, managedLogging: true };
    const after = { ...before, cloudWatchLogging: true, additionalConfigs: { a: "b" } };
    expect(updateInputOf("w", before, after).update?.ConfigurationUpdates).toEqual({
      EngineConfiguration: { MaxConcurrentDpus: 8, AdditionalConfigs: { a: "b" } },
      MonitoringConfiguration: {
        ManagedLoggingConfiguration: { Enabled: true },
        S3LoggingConfiguration: { Enabled: false },
        CloudWatchLoggingConfiguration: { Enabled: true },
      },
    });
  });

  it("names empty what is emptied, so that it goes whether Athena replaces or merges", () => {
    expect(updates({ minDpus: undefined }, { minDpus: 8 })).toEqual({
      EngineConfiguration: { Classifications: [] },
    });
  });

  it("tags and untags by key", () => {
    const input = updateInputOf(
      "w",
      { ...base, tags: { a: "1", b: "2", c: "" } },
      { ...base, tags: { a: "1", b: "3", d: "" } },
    );
    expect(input).toEqual({
      tag: [
        { Key: "b", Value: "3" },
        { Key: "d", Value: "" },
      ],
      untag: ["c"],
    });
  });

  it("leaves out of a new workgroup what Athena refuses even as false", () => {
    const { Configuration } = createInputOf("w", newSettings("pyspark"), "pyspark");
    expect(Configuration).toEqual({
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: true,
      EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" },
    });
  });
});

/** As GetWorkGroup may tell them: none of it is written by the console. */
describe("unusual workgroups", () => {
  const odd: Record<string, [Workgroup, EngineFamily]> = {
    "no settings": [{ Configuration: { ResultConfiguration: {} } }, "sql"],
    "a limit of 7 EiB": [{ Configuration: { BytesScannedCutoffPerQuery: 7 * 2 ** 60 } }, "sql"],
    "the largest limit": [{ Configuration: { BytesScannedCutoffPerQuery: 2 ** 63 } }, "sql"],
    "a state of its own": [{ State: "MIGRATING", Description: "" }, "sql"],
    "a retired engine": [
      {
        Configuration: {
          EngineVersion: {
            SelectedEngineVersion: "Athena engine version 2",
            EffectiveEngineVersion: "Athena engine version 2",
          },
        },
      },
      "sql",
    ],
    "no selected engine": [
      { Configuration: { EngineVersion: { SelectedEngineVersion: "" } } },
      "sparkConnect",
    ],
    "DPUs that are no number": [
      {
        Configuration: {
          EngineConfiguration: {
            Classifications: [
              {
                Name: "athena-query-engine-properties",
                Properties: { "min-dpu-count": "few", mode: "fast" },
              },
            ],
          },
        },
      },
      "sql",
    ],
    "a classification without a name": [
      { Configuration: { EngineConfiguration: { Classifications: [{ Properties: { a: "b" } }] } } },
      "sparkConnect",
    ],
    "odd logs": [
      {
        Configuration: {
          AdditionalConfiguration: "not JSON",
          MonitoringConfiguration: {
            CloudWatchLoggingConfiguration: { Enabled: true, LogTypes: { OTHER: [], X: ["Y"] } },
          },
        },
      },
      "sparkConnect",
    ],
  };
  const tags = { "aws:cloudformation:stack-name": "x", "ключ 🦉": "" };

  it.each(Object.entries(odd))("%s: shown, and sent nothing without edits", (_, [told, family]) => {
    const settings = readSettings(told, tags, family);
    const sent = workgroupSettings.parse(JSON.parse(JSON.stringify(settings)));
    expect(changesOf(settings, sent)).toEqual([]);
    expect(updateInputOf("w", settings, sent)).toEqual({ tag: [], untag: [] });
    expect(problemsOf({ ...sent, description: "new" }, { family, before: settings })).toEqual([]);
  });

  it("keep what two numbers cannot say when one of them is set", () => {
    const [told, family] = odd["DPUs that are no number"] ?? [{}, "sql"];
    const before = readSettings(told, {}, family);
    expect(
      updateInputOf("w", before, { ...before, maxDpus: 8 }).update?.ConfigurationUpdates,
    ).toEqual({
      EngineConfiguration: {
        Classifications: [
          {
            Name: "athena-query-engine-properties",
            Properties: { "min-dpu-count": "few", mode: "fast", "max-dpu-count": "8" },
          },
        ],
      },
    });
  });
});

describe("what Athena leaves out", () => {
  it("is off, but the managed logs of a Spark 3.5 workgroup", () => {
    const settings = readSettings({}, {}, "sparkConnect");
    expect(settings).toMatchObject({
      managedLogging: true,
      publishMetrics: false,
      state: "ENABLED",
    });
    const told = { MonitoringConfiguration: { S3LoggingConfiguration: { Enabled: true } } };
    expect(readSettings({ Configuration: told }, {}, "sparkConnect").managedLogging).toBe(false);
    expect(readSettings({}, {}, "sql").managedLogging).toBe(false);
  });

  it("is not lost where it is of another family", () => {
    const Configuration = {
      EngineConfiguration: {
        SparkProperties: { a: "b" },
        Classifications: [{ Name: "spark-defaults", Properties: { c: "d" } }],
      },
    };
    expect(readSettings({ Configuration }, {}, "sql")).toMatchObject({
      sparkProperties: { a: "b" },
      classifications: { "spark-defaults": { c: "d" } },
    });
  });
});
