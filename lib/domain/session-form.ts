import type { EngineFamily } from "./engines";
import {
  SESSION_SETTINGS,
  SESSION_TAGS_MAX,
  type SessionLogging,
  type SessionTag,
  settingProblem,
} from "./session-settings";
import { IDLE_TIMEOUT_MINUTES, SESSION_DPUS } from "./sessions";

/** What a person writes to start a session. */
export type SessionForm = {
  workgroup: string;
  description: string;
  idleTimeoutMinutes: string;
  maxConcurrentDpus: string;
  /** `name=value`, one a line. */
  sparkProperties: string;
  /** Empty: that of the workgroup. */
  executionRole: string;
  /** `key=value`, one a line; Apache Spark 3.5 only, as all that follows. */
  tags: string;
  copiesWorkgroupTags: boolean;
  /** Unless so, the workgroup says where logs go. */
  ownLogging: boolean;
  managedLogging: boolean;
  managedKey: string;
  s3Logging: boolean;
  s3Location: string;
  s3Key: string;
  cloudWatchLogging: boolean;
  logGroup: string;
  streamPrefix: string;
};

export type SessionFormErrors = Partial<Record<keyof SessionForm, string>>;

export const emptySessionForm = (workgroup: string): SessionForm => ({
  workgroup,
  description: "",
  idleTimeoutMinutes: String(IDLE_TIMEOUT_MINUTES.standard),
  maxConcurrentDpus: String(SESSION_DPUS.standard),
  sparkProperties: "",
  executionRole: "",
  tags: "",
  copiesWorkgroupTags: true,
  ownLogging: false,
  managedLogging: true,
  managedKey: "",
  s3Logging: false,
  s3Location: "",
  s3Key: "",
  cloudWatchLogging: false,
  logGroup: "",
  streamPrefix: "",
});

type StartInput = {
  workgroup: string;
  description?: string;
  idleTimeoutMinutes: number;
  maxConcurrentDpus: number;
  sparkProperties?: Record<string, string>;
  executionRole?: string;
  tags?: SessionTag[];
  copyWorkgroupTags?: false;
  logging?: SessionLogging;
};

/** The form as the API takes it, or what is wrong by field. What the engine does not take is left out. */
export function readSessionForm(
  form: SessionForm,
  family: EngineFamily,
): { input: StartInput; errors?: undefined } | { input?: undefined; errors: SessionFormErrors } {
  const idle = wholeNumber(form.idleTimeoutMinutes, IDLE_TIMEOUT_MINUTES, "minutes");
  const dpus = wholeNumber(form.maxConcurrentDpus, SESSION_DPUS, "DPUs");
  const properties = readProperties(form.sparkProperties);
  const more = readMore(form, family);
  const errors: SessionFormErrors = {
    ...more.errors,
    ...(form.workgroup === "" ? { workgroup: "Choose a workgroup" } : {}),
    ...(form.description.trim().length > 1_024
      ? { description: "Athena takes at most 1,024 characters" }
      : {}),
    ...("problem" in idle ? { idleTimeoutMinutes: idle.problem } : {}),
    ...("problem" in dpus ? { maxConcurrentDpus: dpus.problem } : {}),
    ...("problem" in properties ? { sparkProperties: properties.problem } : {}),
  };
  if ("problem" in idle || "problem" in dpus || "problem" in properties) return { errors };
  if (Object.keys(errors).length > 0) return { errors };
  const description = form.description.trim();
  return {
    input: {
      workgroup: form.workgroup,
      ...(description === "" ? {} : { description }),
      idleTimeoutMinutes: idle.value,
      maxConcurrentDpus: dpus.value,
      ...(Object.keys(properties.value).length === 0 ? {} : { sparkProperties: properties.value }),
      ...more.input,
    },
  };
}

type More = Pick<StartInput, "executionRole" | "tags" | "copyWorkgroupTags" | "logging">;

function readMore(form: SessionForm, family: EngineFamily) {
  const errors: SessionFormErrors = {};
  const text = (field: TextSetting, setting: keyof typeof SESSION_SETTINGS) => {
    const value = form[field].trim();
    const problem = value === "" ? undefined : settingProblem(setting, value);
    if (problem) errors[field] = problem;
    return value === "" ? undefined : value;
  };
  const executionRole = text("executionRole", "executionRole");
  const input: More = executionRole === undefined ? {} : { executionRole };
  if (family !== "sparkConnect") return { input, errors };

  const tags = readTags(form.tags);
  if ("problem" in tags) errors.tags = tags.problem;
  else if (tags.value.length > 0) input.tags = tags.value;
  if (!form.copiesWorkgroupTags) input.copyWorkgroupTags = false;
  if (!form.ownLogging) return { input, errors };
  input.logging = {
    managed: form.managedLogging
      ? { enabled: true, kmsKey: text("managedKey", "kmsKey") }
      : { enabled: false },
    s3: form.s3Logging
      ? {
          enabled: true,
          location: text("s3Location", "logLocation"),
          kmsKey: text("s3Key", "kmsKey"),
        }
      : { enabled: false },
    cloudWatch: form.cloudWatchLogging
      ? {
          enabled: true,
          logGroup: text("logGroup", "logGroup"),
          streamPrefix: text("streamPrefix", "streamPrefix"),
        }
      : { enabled: false },
  };
  if (form.s3Logging && form.s3Location.trim() === "")
    errors.s3Location = SESSION_SETTINGS.logLocation.problem;
  return { input, errors };
}

type TextSetting =
  | "executionRole"
  | "managedKey"
  | "s3Location"
  | "s3Key"
  | "logGroup"
  | "streamPrefix";

type Read<T> = { value: T } | { problem: string };

function wholeNumber(text: string, { min, max }: { min: number; max: number }, unit: string) {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  const read: Read<number> =
    value >= min && value <= max
      ? { value }
      : { problem: `A whole number of ${unit}, ${min} to ${max.toLocaleString("en-US")}` };
  return read;
}

/** As in spark-defaults.conf: name and value apart by `=` or space, `#` begins a comment. */
function readProperties(text: string): Read<Record<string, string>> {
  const value: Record<string, string> = {};
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, name, rest] = /^([^\s=]+)\s*[=\s]\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || rest === undefined || rest === "")
      return { problem: `Line ${index + 1}: write name=value` };
    if (Object.hasOwn(value, name))
      return { problem: `Line ${index + 1}: ${name} is set above already` };
    value[name] = rest;
  }
  return { value };
}

/** A value may hold `=`, a key may not, and a value may be empty. */
function readTags(text: string): Read<SessionTag[]> {
  const value: SessionTag[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "") continue;
    const [, key, rest] = /^([^=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
    const problem =
      key === undefined || rest === undefined
        ? "write key=value"
        : value.some((tag) => tag.key === key)
          ? `${key} is set above already`
          : (settingProblem("tagKey", key) ?? settingProblem("tagValue", rest));
    if (problem) return { problem: `Line ${index + 1}: ${problem}` };
    value.push({ key: key ?? "", value: rest ?? "" });
  }
  return value.length > SESSION_TAGS_MAX
    ? { problem: `At most ${SESSION_TAGS_MAX} tags` }
    : { value };
}
