import { Lock } from "lucide-react";
import { CopyableId } from "@/components/ui/copyable-id";
import type { EngineFamily } from "@/lib/domain/engines";
import { formatCount } from "@/lib/domain/format";
import { settingText } from "@/lib/domain/workgroups/format-setting";
import { WITHHELD } from "@/lib/domain/workgroups/secrets";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, TextMap, WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { WorkgroupState } from "./workgroup-state";

type SettingValueProps = {
  setting: SettingId;
  settings: WorkgroupSettings;
  family: EngineFamily;
};

/** The value of one setting, whole: long ones to be copied, maps a line an entry. */
export function SettingValue({ setting, settings, family }: SettingValueProps) {
  const value = settings[setting];
  if (value === WITHHELD) return <Withheld />;
  if (isNothing(value)) return <span className="text-muted">not set</span>;
  const { kind, label } = SETTINGS[setting];
  if (setting === "state") return <WorkgroupState state={settings.state} />;
  if (typeof value === "boolean") return value ? "On" : <span className="text-muted">Off</span>;
  if (kind === "bytes" && typeof value === "number")
    return (
      <span title={`${formatCount(value)} bytes`} className="tabular-nums">
        {settingText(setting, settings, family)}
      </span>
    );
  if (typeof value === "string") {
    if (kind === "s3Location" || kind === "arn")
      return (
        <CopyableId
          id={value}
          label={label.toLowerCase()}
          keepEnd={Math.min(14, value.length - 1)}
        />
      );
    if (isJson(value)) return <code className="font-mono text-sm wrap-anywhere">{value}</code>;
    if (kind === "longText")
      return <span className="whitespace-pre-line wrap-anywhere">{value}</span>;
  }
  if (typeof value === "object") return <MapValue value={value} />;
  return <span className="wrap-anywhere">{settingText(setting, settings, family)}</span>;
}

type MapValueProps = {
  value: Readonly<Record<string, string | TextMap | readonly string[]>>;
};

/** Entries with a text each, with a list, or with a map of their own under the entry's name. */
function MapValue({ value }: MapValueProps) {
  return (
    <dl className="flex min-w-0 flex-col gap-1 font-mono text-sm">
      {Object.entries(value).map(([name, entry]) => (
        <div key={name} className="min-w-0">
          <dt className="wrap-anywhere text-muted">{name}</dt>
          <dd className="pl-3 wrap-anywhere">
            {entry === WITHHELD ? (
              <Withheld />
            ) : isMap(entry) ? (
              <MapValue value={entry} />
            ) : typeof entry === "string" ? (
              entry || <span className="text-muted">empty</span>
            ) : (
              entry.join(", ")
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Withheld() {
  return (
    <span
      className="inline-flex items-center gap-1.5 font-sans text-muted"
      title="It looks like a secret: only administrators of this workgroup may see it"
    >
      <Lock aria-hidden className="size-3.5" />
      withheld
    </span>
  );
}

const isMap = (entry: string | TextMap | readonly string[]): entry is TextMap =>
  typeof entry === "object" && !Array.isArray(entry);

const isNothing = (value: WorkgroupSettings[SettingId]) =>
  value === undefined ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

function isJson(text: string): boolean {
  if (!text.startsWith("{") && !text.startsWith("[")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
