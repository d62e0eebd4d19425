import Link from "next/link";
import { SettingValue } from "@/components/data/workgroup/setting-value";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { ExactTime, RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import { isNoticed, versionWords } from "./version-words";

const OF_SQL: readonly SettingId[] = [
  "outputLocation",
  "managedResults",
  "enforceConfiguration",
  "scanLimitBytes",
  "publishMetrics",
];
const OF_SPARK: readonly SettingId[] = [
  "outputLocation",
  "executionRole",
  "maxConcurrentDpus",
  "publishMetrics",
];

/** What people look up most; all of it is in the configuration. */
export function FactsPanel({ workgroup }: { workgroup: WorkgroupDetail }) {
  const { name, settings, family, version } = workgroup;
  const setting = (id: SettingId): Definition => ({
    label: SETTINGS[id].label,
    value: <SettingValue setting={id} settings={settings} family={family} />,
  });
  return (
    <div className="flex flex-col gap-5">
      <Section title="Settings">
        <DefinitionList rows={(family === "sql" ? OF_SQL : OF_SPARK).map(setting)} />
      </Section>
      <Section title="Workgroup">
        <DefinitionList rows={factsOf(workgroup)} />
      </Section>
      {version ? (
        <Section title="Last change">
          <p className="wrap-anywhere">
            <Link
              href={links.workgroup(name, { tab: "history", version: String(version.number) })}
              className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
            >
              {versionWords(version)}
            </Link>{" "}
            {isNoticed(version) ? "noticed " : ""}
            <RelativeTime at={version.at} className="text-muted" />
          </p>
        </Section>
      ) : null}
    </div>
  );
}

/** What is not a setting. */
export function factsOf(workgroup: WorkgroupDetail): Definition[] {
  const { name, arn, createdAt, effectiveEngineVersion, identityCenterApplication } = workgroup;
  const long = (id: string, label: string) => <CopyableId id={id} label={label} keepEnd={14} />;
  return [
    { label: "Name", value: name, copy: name },
    { label: "ARN", value: arn && long(arn, "ARN"), none: "not known" },
    {
      label: "Created",
      value: createdAt === undefined ? undefined : <ExactTime at={createdAt} className="text-sm" />,
      none: "not reported",
    },
    { label: "Runs on", value: effectiveEngineVersion },
    ...(identityCenterApplication
      ? [
          {
            label: "Identity Center application",
            value: long(identityCenterApplication, "Identity Center application"),
          },
        ]
      : []),
  ];
}
