import { MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { EditSettingLink } from "@/components/data/workgroup/edit-setting-link";
import { SECTION_LABELS } from "@/components/data/workgroup/sections";
import { SettingValue } from "@/components/data/workgroup/setting-value";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import type { Definition } from "@/components/ui/definition-list";
import { Switch } from "@/components/ui/switch";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { FAMILY_LABELS } from "@/lib/domain/engines";
import { equalSettings } from "@/lib/domain/workgroups/changes";
import { hintsOf } from "@/lib/domain/workgroups/rules";
import { SETTING_IDS, SETTINGS, settingsOf } from "@/lib/domain/workgroups/setting-table";
import { SECTIONS, type SectionId, type SettingId } from "@/lib/domain/workgroups/settings";
import { clientSideEffect } from "./client-side";
import { factsOf } from "./facts-panel";

/** Every setting of the engine's family by section: value, meaning, what holds without it, what it does. */
export function ConfigurationTab({ workgroup }: { workgroup: WorkgroupDetail }) {
  const { family, withheld } = workgroup;
  const [members, setMembers] = useState(false);
  const applying = settingsOf(family);
  const settings = shownSettings(workgroup);
  return (
    <div className="flex max-w-280 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-muted">
          The {applying.length} settings of a {FAMILY_LABELS[family]} workgroup.
        </p>
        <div className="ml-auto">
          <Switch label="Athena's names" checked={members} onChange={setMembers} />
        </div>
      </div>
      {withheld.length > 0 ? (
        <Banner>
          {withheld.length === 1 ? "One value is" : `${withheld.length} values are`} withheld: what
          looks like a secret is shown to administrators of this workgroup only.
        </Banner>
      ) : null}
      {SECTIONS.map((section) => {
        const own = settings.filter((setting) => SETTINGS[setting].section === section);
        return own.length === 0 ? null : (
          <Part
            key={section}
            section={section}
            settings={own}
            workgroup={workgroup}
            members={members}
          />
        );
      })}
    </div>
  );
}

/** Also what is set although the engine has no such setting: API tools override on Spark, without effect. */
const shownSettings = ({ family, settings }: WorkgroupDetail) =>
  SETTING_IDS.filter(
    (setting) =>
      SETTINGS[setting].families.includes(family) ||
      (settings[setting] !== false && !equalSettings(settings[setting], undefined)),
  );

type PartProps = {
  section: SectionId;
  settings: readonly SettingId[];
  workgroup: WorkgroupDetail;
  members: boolean;
};

function Part({ section, settings, workgroup, members }: PartProps) {
  const { title, what } = SECTION_LABELS[section];
  return (
    <section
      aria-label={title}
      className="grid gap-x-8 gap-y-2 border-t pt-4 md:grid-cols-[10rem_minmax(0,1fr)]"
    >
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        <p className="text-sm text-muted">{what}</p>
      </div>
      <div className="flex min-w-0 flex-col gap-3.5">
        <dl className="flex min-w-0 flex-col gap-3.5">
          {settings.map((setting) => (
            <Setting key={setting} setting={setting} workgroup={workgroup} member={members} />
          ))}
          {section === "general" ? factsOf(workgroup).map(factRow) : null}
        </dl>
      </div>
    </section>
  );
}

/** What is not a setting, where its value would stand. */
const factRow = ({ label, value, none }: Definition) => (
  <div key={label} className={rowStyle}>
    <dt className="font-medium">{label}</dt>
    <dd className="min-w-0 wrap-anywhere">
      {value ?? <span className="text-muted">{none ?? "none"}</span>}
    </dd>
  </div>
);

const rowStyle = "group/setting grid gap-x-6 gap-y-0.5 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]";

type SettingProps = { setting: SettingId; workgroup: WorkgroupDetail; member: boolean };

function Setting({ setting, workgroup, member }: SettingProps) {
  const { settings, family, effectiveEngineVersion } = workgroup;
  const { label, meaning, unset, athena, fixedAtCreation, keptForever } = SETTINGS[setting];
  const isUnread = setting === "tags" && workgroup.tagsProblem !== undefined;
  const clients = clientSideEffect(setting, settings, family);
  const hints = hintsOf(settings, family).filter((hint) => hint.setting === setting);
  return (
    <div className={rowStyle}>
      <dt className="min-w-0">
        <span className="font-medium">{label}</span>
        <span className="block text-sm text-muted">{meaning}</span>
        {member ? (
          <span className="flex items-center gap-1 text-sm">
            <code className="font-mono text-sm wrap-anywhere text-soft">{athena}</code>
            <CopyButton text={athena} label={`Copy Athena's name of ${label}`} size="sm" />
          </span>
        ) : null}
      </dt>
      <dd className="flex min-w-0 flex-col gap-0.5">
        <div className="flex min-w-0 items-start gap-1">
          <div className="min-w-0">
            {isUnread ? (
              <span className="text-warn">could not be read</span>
            ) : (
              <SettingValue setting={setting} settings={settings} family={family} />
            )}
          </div>
          {isUnread ? null : (
            <EditSettingLink name={workgroup.name} setting={setting} family={family} />
          )}
        </div>
        {setting === "engineVersion" && settings.engineVersion !== effectiveEngineVersion ? (
          <span className="text-sm text-soft">Runs on {effectiveEngineVersion} now.</span>
        ) : null}
        {SETTINGS[setting].families.includes(family) ? (
          <span className="text-sm text-muted">Default: {unset}</span>
        ) : (
          <span className="text-sm text-warn">
            No effect: {FAMILY_LABELS[family]} has no such setting.
          </span>
        )}
        {fixedAtCreation ? (
          <span className="text-sm text-muted">It was fixed when the workgroup was created.</span>
        ) : null}
        {keptForever ? <span className="text-sm text-muted">{keptForever}</span> : null}
        {clients ? (
          <span className="flex items-start gap-1.5 text-sm text-soft">
            <MonitorSmartphone aria-hidden className="mt-0.5 size-3.5" />
            <span>
              <span className="sr-only">Client-side settings: </span>
              {clients}
            </span>
          </span>
        ) : null}
        {hints.map(({ message }) => (
          <span key={message} className="text-sm text-soft">
            {message}
          </span>
        ))}
      </dd>
    </div>
  );
}
