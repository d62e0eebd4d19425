import { type EngineFamily, engineFamilyOf } from "../engines";
import type { Configuration, Tag } from "./athena-shapes";
import type { WorkgroupSettings } from "./settings";
import { withoutTagsOfAws } from "./tag-rules";
import { createInputOf } from "./update";
import { readSettings } from "./wire";

/** What a member of the document must be; a list has one element, which all of its elements are. */
type Shape =
  | "text"
  | "number"
  | "boolean"
  | "texts"
  | "lists"
  | readonly [Shape]
  | { readonly [name: string]: Shape };

const KEY = { KmsKey: "text" } as const;
const CONFIGURATION = {
  ResultConfiguration: {
    OutputLocation: "text",
    EncryptionConfiguration: { EncryptionOption: "text", KmsKey: "text" },
    ExpectedBucketOwner: "text",
    AclConfiguration: { S3AclOption: "text" },
  },
  ManagedQueryResultsConfiguration: { Enabled: "boolean", EncryptionConfiguration: KEY },
  EnforceWorkGroupConfiguration: "boolean",
  PublishCloudWatchMetricsEnabled: "boolean",
  BytesScannedCutoffPerQuery: "number",
  RequesterPaysEnabled: "boolean",
  EngineVersion: { SelectedEngineVersion: "text", EffectiveEngineVersion: "text" },
  AdditionalConfiguration: "text",
  ExecutionRole: "text",
  CustomerContentEncryptionConfiguration: KEY,
  EnableMinimumEncryptionConfiguration: "boolean",
  IdentityCenterConfiguration: {
    EnableIdentityCenter: "boolean",
    IdentityCenterInstanceArn: "text",
  },
  QueryResultsS3AccessGrantsConfiguration: {
    EnableS3AccessGrants: "boolean",
    CreateUserLevelPrefix: "boolean",
    AuthenticationType: "text",
  },
  MonitoringConfiguration: {
    ManagedLoggingConfiguration: { Enabled: "boolean", KmsKey: "text" },
    S3LoggingConfiguration: { Enabled: "boolean", LogLocation: "text", KmsKey: "text" },
    CloudWatchLoggingConfiguration: {
      Enabled: "boolean",
      LogGroup: "text",
      LogStreamNamePrefix: "text",
      LogTypes: "lists",
    },
  },
  EngineConfiguration: {
    CoordinatorDpuSize: "number",
    MaxConcurrentDpus: "number",
    DefaultExecutorDpuSize: "number",
    AdditionalConfigs: "texts",
    SparkProperties: "texts",
    Classifications: [{ Name: "text", Properties: "texts" }],
  },
} as const satisfies Shape;

const DOCUMENT = {
  Name: "text",
  Description: "text",
  Configuration: CONFIGURATION,
  Tags: [{ Key: "text", Value: "text" }],
} as const satisfies Shape;

type Document = {
  Name?: string;
  Description?: string;
  Configuration?: Configuration;
  Tags?: Partial<Tag>[];
};

const WORDS = { text: "a text", number: "a number", boolean: "true or false" } as const;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

class Misshapen extends Error {}

/** The members that the shape knows; paths of others are added to `ignored`. */
function shaped(value: unknown, shape: Shape, path: string, ignored: string[]): unknown {
  const must = (what: string) => new Misshapen(`${path || "The document"} must be ${what}.`);
  const at = (name: string) => (path ? `${path}.${name}` : name);
  if (shape === "text" || shape === "number" || shape === "boolean") {
    if (typeof value !== (shape === "text" ? "string" : shape)) throw must(WORDS[shape]);
    return value;
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) throw must("a list");
    return value.map((one, index) => shaped(one, shape[0], `${path}[${index}]`, ignored));
  }
  if (!isObject(value)) throw must("an object");
  const members = Object.entries(value).filter(([, member]) => member !== null);
  if (shape === "texts" || shape === "lists") {
    const of: Shape = shape === "texts" ? "text" : ["text"];
    return Object.fromEntries(
      members.map(([name, member]) => [name, shaped(member, of, at(name), ignored)]),
    );
  }
  const shapes = shape as { readonly [name: string]: Shape };
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      const known = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      if (known !== undefined) return [[name, shaped(member, known, at(name), ignored)]];
      ignored.push(at(name));
      return [];
    }),
  );
}

function parsed(text: string): Record<string, unknown> | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return { problem: "The document must be an object: { … }." };
    return isObject(value.WorkGroup) ? value.WorkGroup : value;
  } catch (error) {
    return {
      problem: `This is not JSON: ${error instanceof Error ? error.message : "unreadable"}.`,
    };
  }
}

/**
 * The workgroup as CreateWorkGroup's input, which `aws athena create-work-group --cli-input-json` takes: without
 * tags of AWS, which it refuses.
 */
export function writeDocument(
  name: string,
  settings: WorkgroupSettings,
  family: EngineFamily,
): string {
  const own = { ...settings, tags: withoutTagsOfAws(settings.tags) };
  return `${JSON.stringify(createInputOf(name, own, family), null, 2)}\n`;
}

/**
 * Reads what `writeDocument` wrote, or what `aws athena get-work-group` prints. `ignored` has the paths of members
 * that are no settings of a new workgroup; `saysTags` is whether it says anything of tags: get-work-group does not.
 */
export function readDocument(text: string):
  | {
      name?: string;
      settings: WorkgroupSettings;
      family: EngineFamily;
      ignored: string[];
      saysTags: boolean;
    }
  | { problem: string } {
  const document = parsed(text);
  if ("problem" in document) return { problem: String(document.problem) };
  const ignored: string[] = [];
  let read: Document;
  try {
    read = shaped(document, DOCUMENT, "", ignored) as Document;
  } catch (error) {
    if (error instanceof Misshapen) return { problem: error.message };
    throw error;
  }
  if (read.Name === undefined && read.Configuration === undefined)
    return { problem: "There is no workgroup in it: it has neither Name nor Configuration." };
  const { Name, Description, Configuration: configuration = {}, Tags } = read;
  const { SelectedEngineVersion: selected, EffectiveEngineVersion: effective } =
    configuration.EngineVersion ?? {};
  const family = engineFamilyOf(effective ?? selected);
  const tags = Object.fromEntries((Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
  return {
    ...(Name && { name: Name }),
    family,
    settings: readSettings(
      { Description, Configuration: configuration },
      withoutTagsOfAws(tags),
      family,
    ),
    ignored,
    saysTags: Tags !== undefined,
  };
}
