import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createAsCli, deleteAsCli, updateAsCli } from "./as-cli";
import { asTerraform } from "./as-terraform";
import { changesOf } from "./changes";
import { readDocument, writeDocument } from "./document";
import { hclText } from "./hcl";
import type { WorkgroupSettings } from "./settings";
import { ALL_EXAMPLES } from "./settings-examples.fixture";
import { createInputOf, updateInputOf } from "./update";
import { newSettings } from "./wire";

const AWKWARD = `It's "odd"; $(rm -rf) \`x\` \\ !! %{if} \${a}
next line	ünï 🦉 'end'`;
const sql = (settings: Partial<WorkgroupSettings>): WorkgroupSettings => ({
  ...newSettings("sql"),
  ...settings,
});
const enabled = (settings: WorkgroupSettings) => ({ ...settings, state: "ENABLED" });

describe("a document", () => {
  it("is read as it was written, for every setting", () => {
    for (const { family, first, setting } of ALL_EXAMPLES) {
      const settings = enabled(first);
      const read = readDocument(writeDocument("w", settings, family));
      if ("problem" in read) throw new Error(`${setting}: ${read.problem}`);
      expect(changesOf(settings, read.settings), setting).toEqual([]);
      expect(read).toMatchObject({ name: "w", family, ignored: [] });
    }
  });

  it("leaves out tags of AWS, which nobody can give a workgroup", () => {
    const tags = { "aws:cloudformation:stack-name": "x", team: "" };
    const text = writeDocument("w", sql({ tags }), "sql");
    expect(JSON.parse(text).Tags).toEqual([{ Key: "team", Value: "" }]);
    expect(readDocument(text)).toMatchObject({ saysTags: true, settings: { tags: { team: "" } } });
    const written = JSON.stringify({ Name: "w", Tags: [{ Key: "AWS:a", Value: "b" }] });
    expect(readDocument(written)).toMatchObject({ settings: { tags: {} } });
    expect(asTerraform("w", sql({ tags }), "sql")).not.toContain("aws:cloudformation");
  });

  it("may be what get-work-group prints", () => {
    const printed = {
      WorkGroup: {
        Name: "primary",
        State: "DISABLED",
        Configuration: {
          ResultConfiguration: { OutputLocation: null },
          EnforceWorkGroupConfiguration: false,
          EngineVersion: {
            SelectedEngineVersion: "PySpark engine version 3",
            EffectiveEngineVersion: "PySpark engine version 3",
          },
          QuerySchedulingType: "DEFAULT",
        },
        CreationTime: "2026-11-21T10:00:00+00:00",
      },
    };
    expect(readDocument(JSON.stringify(printed))).toMatchObject({
      name: "primary",
      family: "pyspark",
      settings: { state: "ENABLED", enforceConfiguration: false },
      ignored: ["State", "Configuration.QuerySchedulingType", "CreationTime"],
      saysTags: false,
    });
  });

  it.each([
    ["{", "This is not JSON"],
    ["[]", "must be an object"],
    ['{"a": 1}', "neither Name nor Configuration"],
    ['{"Name": 1}', "Name must be a text."],
    ['{"Configuration": []}', "Configuration must be an object."],
    [
      '{"Configuration": {"BytesScannedCutoffPerQuery": "1"}}',
      "Configuration.BytesScannedCutoffPerQuery must be a number.",
    ],
    [
      '{"Configuration": {"EngineConfiguration": {"SparkProperties": {"a": 1}}}}',
      "Configuration.EngineConfiguration.SparkProperties.a must be a text.",
    ],
    ['{"Name": "a", "Tags": [{"Key": 1}]}', "Tags[0].Key must be a text."],
  ])("says what is wrong with %s", (text, problem) => {
    expect(readDocument(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

/** What a real shell makes of the words after `aws athena`. */
function words(commands: string): string[][] {
  const script = `aws() { for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\n\\0'; }\n${commands}`;
  const said = execFileSync("sh", ["-c", script], { encoding: "utf8" });
  const calls: string[][] = [[]];
  for (const word of said.split("\0").slice(0, -1))
    if (word === "\n") calls.push([]);
    else calls.at(-1)?.push(word);
  return calls.slice(0, -1);
}
const inputs = (commands: string) =>
  words(commands).map(([athena, operation, option, json = ""]) => {
    expect([athena, option]).toEqual(["athena", "--cli-input-json"]);
    return [operation, JSON.parse(json)] as const;
  });

describe("as AWS CLI", () => {
  const before = sql({ tags: { gone: "x" }, outputLocation: "s3://a-b/" });
  const after = sql({ description: AWKWARD, tags: { "it's": AWKWARD } });
  const arn = "arn:aws:athena:eu-central-1:123456789012:workgroup/w";

  it("is what the SDK is asked, whatever the values hold", () => {
    expect(inputs(createAsCli("w", after, "sql"))).toEqual([
      ["create-work-group", createInputOf("w", after, "sql")],
    ]);
    const { update, tag } = updateInputOf("w", before, after);
    expect(inputs(updateAsCli("w", before, after, arn))).toEqual([
      ["update-work-group", update],
      ["tag-resource", { ResourceARN: arn, Tags: tag }],
      ["untag-resource", { ResourceARN: arn, TagKeys: ["gone"] }],
    ]);
  });

  it("names the ARN as far as it is known", () => {
    const text = updateAsCli("w", before, { ...before, tags: {} });
    expect(text).toContain("# Replace REGION and ACCOUNT.");
    expect(inputs(text)).toEqual([
      [
        "untag-resource",
        { ResourceARN: "arn:aws:athena:REGION:ACCOUNT:workgroup/w", TagKeys: ["gone"] },
      ],
    ]);
  });

  it("is nothing where nothing changes", () => {
    expect(updateAsCli("w", before, before, arn)).toBe("");
  });

  it("deletes by name, one that begins like an option too", () => {
    expect(words(deleteAsCli("-w", true))).toEqual([
      ["athena", "delete-work-group", "--work-group=-w", "--recursive-delete-option"],
    ]);
    expect(words(deleteAsCli("w", false))[0]).not.toContain("--recursive-delete-option");
  });
});

describe("as Terraform", () => {
  it("says a workgroup as the provider knows it", () => {
    const settings = sql({
      description: "Reports",
      outputLocation: "s3://results/",
      encryptionOption: "SSE_KMS",
      encryptionKmsKey: "alias/a",
      scanLimitBytes: 500_000_000_000,
      minDpus: 8,
      tags: { a: "b", "cost center": "1" },
    });
    expect(asTerraform("team.a", settings, "sql")).toBe(`resource "aws_athena_workgroup" "team_a" {
  name        = "team.a"
  description = "Reports"
  state       = "ENABLED"

  configuration {
    enforce_workgroup_configuration         = true
    publish_cloudwatch_metrics_enabled      = true
    requester_pays_enabled                  = false
    enable_minimum_encryption_configuration = false
    bytes_scanned_cutoff_per_query          = 500000000000

    engine_version {
      selected_engine_version = "AUTO"
    }

    result_configuration {
      output_location = "s3://results/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        # kms_key_arn takes the ARN of a key. Replace this id or alias by it.
        kms_key_arn = "alias/a"
      }
    }

    # aws_athena_workgroup cannot say these settings; set them with the AWS CLI:
    #   Minimum DPUs per query (Configuration.EngineConfiguration.Classifications[athena-query-engine-properties].min-dpu-count)
  }

  tags = {
    "a"           = "b"
    "cost center" = "1"
  }
}`);
  });

  it("says every setting, or that it cannot", () => {
    for (const { family, base, first, setting } of ALL_EXAMPLES) {
      const [without, withIt] = [base, first].map((one) => asTerraform("w", one, family));
      expect(withIt, `${setting} on ${family}`).not.toBe(without);
    }
  });

  it("names in comments what the provider does not take", () => {
    const logs = { cloudWatchLogging: true, logStreamPrefix: "a b" };
    const spark = asTerraform("w", { ...newSettings("sparkConnect"), ...logs }, "sparkConnect");
    expect(spark).toContain('# The provider takes no such log_stream_name_prefix: "a b"');
    expect(asTerraform("w", sql({ scanLimitBytes: 10_000_000 }), "sql")).toContain(
      "# The provider takes no limit below 10485760 bytes; Athena has 10000000.",
    );
  });

  it("has balanced braces and no interpolation", () => {
    for (const { family, first, second = first } of ALL_EXAMPLES) {
      const outside = asTerraform("w", second, family)
        .replace(/^\s*#.*$/gm, "")
        .replace(/"(\\.|[^"\\])*"/g, '""');
      for (const [open, close] of ["{}", "[]"])
        expect(outside.split(open ?? "").length).toBe(outside.split(close ?? "").length);
    }
    const awkward = sql({ tags: { [AWKWARD]: AWKWARD } });
    expect(asTerraform("w", awkward, "sql")).not.toMatch(/(?<![$%])[$%]\{/);
  });

  it.each([
    ["a", '"a"'],
    ['say "\\"\n\t', '"say \\"\\\\\\"\\n\\t"'],
    ["$" + "{a} %{b} $ %", '"$$' + '{a} %%{b} $ %"'],
    ["$$" + "{a}", '"\\u0024$$' + '{a}"'],
    ["\u0000\u2028ü", '"\\u0000\\u2028ü"'],
  ])("quotes %j", (text, hcl) => expect(hclText(text)).toBe(hcl));
});
