import { IDLE_TIMEOUT_MINUTES, SESSION_DPUS } from "./sessions";

/** What a person writes to start a session. */
export type SessionForm = {
  workgroup: string;
  description: string;
  idleTimeoutMinutes: string;
  maxConcurrentDpus: string;
  /** `name=value`, one a line. */
  sparkProperties: string;
};

export type SessionFormErrors = Partial<Record<keyof SessionForm, string>>;

export const emptySessionForm = (workgroup: string): SessionForm => ({
  workgroup,
  description: "",
  idleTimeoutMinutes: String(IDLE_TIMEOUT_MINUTES.standard),
  maxConcurrentDpus: String(SESSION_DPUS.standard),
  sparkProperties: "",
});

type StartInput = {
  workgroup: string;
  description?: string;
  idleTimeoutMinutes: number;
  maxConcurrentDpus: number;
  sparkProperties?: Record<string, string>;
};

/** The form as the API takes it, or what is wrong by field. */
export function readSessionForm(
  form: SessionForm,
): { input: StartInput; errors?: undefined } | { input?: undefined; errors: SessionFormErrors } {
  const idle = wholeNumber(form.idleTimeoutMinutes, IDLE_TIMEOUT_MINUTES, "minutes");
  const dpus = wholeNumber(form.maxConcurrentDpus, SESSION_DPUS, "DPUs");
  const properties = readProperties(form.sparkProperties);
  const errors: SessionFormErrors = {
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
    },
  };
}

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
