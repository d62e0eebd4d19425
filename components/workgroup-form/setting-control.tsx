import { useState } from "react";
import { MapEditor } from "@/components/data/map/map-editor";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { formatCount } from "@/lib/domain/format";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, TextMap } from "@/lib/domain/workgroups/settings";
import { choicesOf, NOT_SET, withChosen } from "./choices";
import { ClassificationsControl } from "./classifications-control";
import { EngineVersionControl } from "./engine-version-control";
import { useForm } from "./form-context";
import { LogTypesControl } from "./log-types-control";
import { OutputLocationTest } from "./output-location-test";
import { Notes } from "./setting-notes";
import { readSettingText, writeSettingText } from "./setting-text";

/** What a setting is changed with. */
export function SettingControl({ setting }: { setting: SettingId }) {
  switch (SETTINGS[setting].kind) {
    case "switch":
      return <SwitchControl setting={setting} />;
    case "choice":
      return setting === "engineVersion" ? (
        <EngineVersionControl />
      ) : (
        <ChoiceControl setting={setting} />
      );
    case "map":
      return <MapControl setting={setting} />;
    case "classifications":
      return <ClassificationsControl />;
    case "logTypes":
      return <LogTypesControl />;
    default:
      return <TextControl setting={setting} />;
  }
}

type ControlProps = { setting: SettingId };

const PLACEHOLDERS: Partial<Record<SettingId, string>> = {
  outputLocation: "s3://bucket/folder/",
  s3LogLocation: "s3://bucket/folder/",
  expectedBucketOwner: "123456789012",
  scanLimitBytes: "500 GB",
  executionRole: "arn:aws:iam::123456789012:role/name",
  identityCenterInstance: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
};
const KEY_PLACEHOLDER = "arn:aws:kms:us-east-1:123456789012:key/…";

function TextControl({ setting }: ControlProps) {
  const { draft, set, setUnread } = useForm();
  const { kind } = SETTINGS[setting];
  const [text, setText] = useState(
    () => draft.unread[setting]?.text ?? writeSettingText(kind, draft.settings[setting]),
  );
  const write = (next: string) => {
    setText(next);
    const read = readSettingText(kind, next);
    if ("problem" in read) setUnread(setting, { text: next, problem: read.problem });
    else set(setting, read.value === "" && setting !== "description" ? undefined : read.value);
  };
  if (kind === "longText")
    return (
      <Textarea
        rows={2}
        mono={setting !== "description"}
        value={text}
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
    );
  const bytes = draft.settings[setting];
  return (
    <>
      <Input
        mono={kind !== "bytes" && kind !== "count"}
        inputMode={kind === "count" ? "numeric" : undefined}
        spellCheck={false}
        autoComplete="off"
        placeholder={PLACEHOLDERS[setting] ?? (kind === "arn" ? KEY_PLACEHOLDER : undefined)}
        suffix={setting === "scanLimitBytes" ? "at least 10 MB" : undefined}
        value={text}
        onValueChange={write}
      />
      {kind === "bytes" && typeof bytes === "number" ? (
        <p className="text-sm text-muted tabular-nums">{formatCount(bytes)} bytes</p>
      ) : null}
      {setting === "outputLocation" ? <OutputLocationTest /> : null}
    </>
  );
}

function SwitchControl({ setting }: ControlProps) {
  const { draft, set } = useForm();
  return (
    <Switch
      label={SETTINGS[setting].label}
      hint={<Notes setting={setting} />}
      checked={draft.settings[setting] === true}
      onChange={(on) => set(setting, on)}
    />
  );
}

function ChoiceControl({ setting }: ControlProps) {
  const { draft, set } = useForm();
  const chosen = draft.settings[setting];
  const value = typeof chosen === "string" ? chosen : NOT_SET;
  return (
    <Select
      value={value}
      options={withChosen(choicesOf(setting, draft.family), value)}
      onChange={(next) => set(setting, next === NOT_SET ? undefined : next)}
    />
  );
}

function MapControl({ setting }: ControlProps) {
  const { draft, set, setUnread } = useForm();
  const put = (map: TextMap) =>
    set(setting, setting === "tags" || Object.keys(map).length > 0 ? map : undefined);
  const value = draft.settings[setting];
  return (
    <MapEditor
      label={SETTINGS[setting].label}
      map={isTextMap(value) ? value : undefined}
      unread={draft.unread[setting]}
      onMap={put}
      onUnread={(unread) => setUnread(setting, unread)}
    />
  );
}

const isTextMap = (value: unknown): value is TextMap => typeof value === "object" && value !== null;
