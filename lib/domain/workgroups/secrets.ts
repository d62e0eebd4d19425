import type { SettingId, TextMap, WorkgroupSettings } from "./settings";

/** Stands where a value is withheld. Nobody may write it: it would replace the value that was withheld. */
export const WITHHELD = "•••••• withheld";

/** Names that hold secrets, as Spark's own redaction knows them and a few more. */
const SECRET_NAME =
  /secret|password|passwd|passphrase|token|credential|access[._-]?key|private[._-]?key|api[._-]?key|account[._-]?key|authorization|bearer|\bpwd\b/i;
/** Such names whose value is a class or a path to a store. */
const HARMLESS_NAME = /provider(\.path)?$/i;
/** Secrets within other texts: options of a JVM, addresses with a password, keys of AWS, keys in PEM. */
const SECRET_TEXT =
  /(secret|password|passwd|pwd|token)["']?\s*[=:]|:\/\/[^/\s:@]{1,256}:[^@\s]{1,256}@|\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN/i;

const isSecret = (name: string, value: string) =>
  value !== "" &&
  ((SECRET_NAME.test(name) && !HARMLESS_NAME.test(name)) || SECRET_TEXT.test(value));

type Withholding = { path: string; paths: string[] };

const withoutSecrets = (map: TextMap, { path, paths }: Withholding): TextMap =>
  Object.fromEntries(
    Object.entries(map).map(([name, value]) => {
      if (!isSecret(name, value)) return [name, value];
      paths.push(`${path}.${name}`);
      return [name, WITHHELD];
    }),
  );

/**
 * The settings for who may not change them: values that look like secrets are replaced by `WITHHELD`, and
 * `withheld` has their paths, such as `sparkProperties.fs.s3a.secret.key`.
 */
export function withholdSecrets(settings: WorkgroupSettings): {
  settings: WorkgroupSettings;
  withheld: string[];
} {
  const paths: string[] = [];
  const map = (setting: SettingId, value: TextMap | undefined) =>
    value && withoutSecrets(value, { path: setting, paths });
  const { additionalConfiguration: json } = settings;
  const hidesJson = json !== undefined && (SECRET_NAME.test(json) || SECRET_TEXT.test(json));
  const shown: WorkgroupSettings = {
    ...settings,
    additionalConfigs: map("additionalConfigs", settings.additionalConfigs),
    sparkProperties: map("sparkProperties", settings.sparkProperties),
    classifications:
      settings.classifications &&
      Object.fromEntries(
        Object.entries(settings.classifications).map(([name, properties]) => [
          name,
          withoutSecrets(properties, { path: `classifications.${name}`, paths }),
        ]),
      ),
    additionalConfiguration: hidesJson ? WITHHELD : json,
  };
  if (hidesJson) paths.push("additionalConfiguration");
  return { settings: shown, withheld: paths };
}

/** Whether a value was withheld from who sends it. */
export function isWithheld(value: WorkgroupSettings[SettingId]): boolean {
  if (typeof value === "string") return value.includes(WITHHELD);
  if (typeof value !== "object") return false;
  return Object.values(value).some((entry) => isWithheld(entry as WorkgroupSettings[SettingId]));
}
