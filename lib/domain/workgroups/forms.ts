import { formatCount } from "../format";
import { type SESSION_SETTINGS, settingProblem } from "../session-settings";
import {
  ENCRYPTION_OPTIONS,
  SCAN_LIMIT_MAX_BYTES,
  SCAN_LIMIT_MIN_BYTES,
  type SettingId,
  type TextMap,
  type WorkgroupSettings,
} from "./settings";

/** What is wrong with the form of a setting that is set, by itself. */
type Form = (settings: WorkgroupSettings) => string | undefined;

/** Names of buckets (3 to 63 characters), as Athena takes them for results. */
const OUTPUT_LOCATION = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/su;
const LOCATION_CHARS_MAX = 1_024;
const MULTI_REGION_KEY = /^mrk-[a-f0-9]{32}$/;
const INSTANCE =
  /^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/;
/** All of Cc but the tab, which names of properties may hold. */
const CONTROL = /[^\P{Cc}\t]/u;
const PROPERTY_CHARS_MAX = { name: 255, value: 51_200 };

const QUERY_DPUS = { min: 4, max: 124 };
const SESSION_DPUS = { min: 2, max: 5_000 };
const ONE = { min: 1, max: 1 };
const ADDITIONAL_CONFIGURATION_CHARS_MAX = 128;
const DESCRIPTION_CHARS_MAX = 1_024;

const textForm = (check: (text: string) => string | undefined, setting: SettingId): Form => {
  return (settings) => {
    const value = settings[setting];
    return typeof value === "string" ? check(value) : undefined;
  };
};

const oneOf = (setting: SettingId, ...options: readonly string[]): Form =>
  textForm(
    (text) =>
      options.includes(text)
        ? undefined
        : `Choose ${options.join(", ").replace(/, ([^,]*)$/, " or $1")}.`,
    setting,
  );

const sessionForm = (form: keyof typeof SESSION_SETTINGS, setting: SettingId): Form =>
  textForm((text) => sentence(settingProblem(form, text)), setting);

const sentence = (text: string | undefined) => text && (/[.!?]$/.test(text) ? text : `${text}.`);

/** Results take any name of a key (the API states no pattern): ids of multi-Region keys too. */
const resultKey: Form = ({ encryptionKmsKey: key = "" }) =>
  MULTI_REGION_KEY.test(key) ? undefined : sentence(settingProblem("kmsKey", key));

const numberForm =
  (setting: SettingId, { min, max }: { min: number; max: number }, what: string): Form =>
  (settings) => {
    const value = settings[setting];
    if (typeof value !== "number") return undefined;
    if (Number.isInteger(value) && value >= min && value <= max) return undefined;
    if (min === max) return `${formatCount(min)} is the only ${what} that Athena takes.`;
    return `Enter a whole number from ${formatCount(min)} to ${formatCount(max)}.`;
  };

function location(text: string): string | undefined {
  if (text.length > LOCATION_CHARS_MAX)
    return `A location has at most ${formatCount(LOCATION_CHARS_MAX)} characters.`;
  return OUTPUT_LOCATION.test(text)
    ? undefined
    : "Enter an address such as s3://bucket/folder/. Names of buckets are lower case.";
}

function mapProblem(map: TextMap): string | undefined {
  for (const [name, value] of Object.entries(map)) {
    if (name === "") return "A property has no name. Name it, or remove it.";
    // The SDK itself leaves it out.
    if (name === "__proto__")
      return "No property can be called __proto__. Rename it, or remove it.";
    // Athena would refuse the whole map and repeat it, with whatever secrets are in it.
    if (CONTROL.test(name)) return "Names hold no line breaks or other control characters.";
    if (name.length > PROPERTY_CHARS_MAX.name)
      return `Names have at most ${PROPERTY_CHARS_MAX.name} characters: ${name.slice(0, 40)}… is longer.`;
    if (value.length > PROPERTY_CHARS_MAX.value)
      return `Values have at most ${formatCount(PROPERTY_CHARS_MAX.value)} characters: that of ${name} is longer.`;
  }
  return undefined;
}

function jsonProblem(text: string): string | undefined {
  if (text.length > ADDITIONAL_CONFIGURATION_CHARS_MAX)
    return `Athena takes at most ${ADDITIONAL_CONFIGURATION_CHARS_MAX} characters; these are ${formatCount(text.length)}.`;
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return 'Enter JSON, such as {"key": "value"}.';
  }
}

const LOG_TYPES: Readonly<Record<string, readonly string[]>> = {
  SPARK_DRIVER: ["STDOUT", "STDERR"],
  SPARK_EXECUTOR: ["STDOUT", "STDERR"],
};

const logTypes: Form = ({ logTypes: given = {} }) => {
  for (const [type, outputs] of Object.entries(given)) {
    const known = Object.hasOwn(LOG_TYPES, type) ? LOG_TYPES[type] : undefined;
    if (!known)
      return `There is no log type ${type}. Choose from ${Object.keys(LOG_TYPES).join(", ")}.`;
    const other = outputs.find((output) => !known.includes(output));
    if (other !== undefined)
      return `${type} has no output ${other}. Choose from ${known.join(", ")}.`;
  }
  return undefined;
};

const classifications: Form = ({ classifications: given = {} }) => {
  const other = Object.keys(given).find((name) => name !== "spark-defaults");
  if (other !== undefined)
    return `Spark 3.5 takes one classification, spark-defaults. Move the properties of ${other || "the one without a name"} there, or remove it.`;
  return Object.values(given).map(mapProblem).find(Boolean);
};

export const FORMS: Partial<Record<SettingId, Form>> = {
  description: ({ description }) =>
    description.length > DESCRIPTION_CHARS_MAX
      ? `A description has at most ${formatCount(DESCRIPTION_CHARS_MAX)} characters; this has ${formatCount(description.length)}.`
      : undefined,
  state: oneOf("state", "ENABLED", "DISABLED"),
  outputLocation: textForm(location, "outputLocation"),
  encryptionOption: oneOf("encryptionOption", ...ENCRYPTION_OPTIONS),
  encryptionKmsKey: resultKey,
  expectedBucketOwner: textForm(
    (text) => (/^\d{12}$/.test(text) ? undefined : "An account id has 12 digits."),
    "expectedBucketOwner",
  ),
  s3AclOption: oneOf("s3AclOption", "BUCKET_OWNER_FULL_CONTROL"),
  managedResultsKmsKey: sessionForm("kmsKey", "managedResultsKmsKey"),
  scanLimitBytes: ({ scanLimitBytes: limit = SCAN_LIMIT_MAX_BYTES }) =>
    limit >= SCAN_LIMIT_MIN_BYTES && limit <= SCAN_LIMIT_MAX_BYTES && Number.isInteger(limit)
      ? undefined
      : "Enter at least 10 MB (10,000,000 bytes) and at most 7 EiB, or remove the limit.",
  minDpus: numberForm("minDpus", QUERY_DPUS, "number"),
  maxDpus: numberForm("maxDpus", QUERY_DPUS, "number"),
  executionRole: sessionForm("executionRole", "executionRole"),
  coordinatorDpuSize: numberForm("coordinatorDpuSize", ONE, "size"),
  defaultExecutorDpuSize: numberForm("defaultExecutorDpuSize", ONE, "size"),
  maxConcurrentDpus: numberForm("maxConcurrentDpus", SESSION_DPUS, "number"),
  additionalConfigs: ({ additionalConfigs = {} }) => mapProblem(additionalConfigs),
  sparkProperties: ({ sparkProperties = {} }) => mapProblem(sparkProperties),
  classifications,
  additionalConfiguration: textForm(jsonProblem, "additionalConfiguration"),
  contentKmsKey: sessionForm("kmsKey", "contentKmsKey"),
  managedLoggingKmsKey: sessionForm("kmsKey", "managedLoggingKmsKey"),
  s3LogLocation: sessionForm("logLocation", "s3LogLocation"),
  s3LoggingKmsKey: sessionForm("kmsKey", "s3LoggingKmsKey"),
  logGroup: sessionForm("logGroup", "logGroup"),
  logStreamPrefix: sessionForm("streamPrefix", "logStreamPrefix"),
  logTypes,
  identityCenterInstance: textForm(
    (text) =>
      INSTANCE.test(text)
        ? undefined
        : "Enter the ARN of an instance: arn:aws:sso:::instance/ssoins-<16 characters>.",
    "identityCenterInstance",
  ),
};
