import { ChangeReview } from "@/components/data/workgroup/review";
import { DefinitionList } from "@/components/ui/definition-list";
import type { EngineFamily } from "@/lib/domain/engines";
import { createAsCli, updateAsCli } from "@/lib/domain/workgroups/as-cli";
import { asTerraform } from "@/lib/domain/workgroups/as-terraform";
import type { SettingChange } from "@/lib/domain/workgroups/changes";
import { describeChange } from "@/lib/domain/workgroups/describe";
import { settingText } from "@/lib/domain/workgroups/format-setting";
import { hintsOf } from "@/lib/domain/workgroups/rules";
import { SETTINGS, settingsOf } from "@/lib/domain/workgroups/setting-table";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { Review } from "./review-dialog";

type Edit = {
  name: string;
  arn: string | undefined;
  family: EngineFamily;
  before: WorkgroupSettings;
  after: WorkgroupSettings;
  changes: readonly SettingChange[];
  scans: readonly number[] | undefined;
};

/** A change of a workgroup, to be looked at before it is sent. */
export function reviewOfEdit({ name, arn, changes, ...facts }: Edit): Review {
  const { family, before, after, scans } = facts;
  const about = { family, before, after, ...(scans ? { scans: [...scans] } : {}) };
  const destructive = changes
    .map((change) => describeChange(change, about))
    .filter((described) => described.destructive);
  return {
    words: <ChangeReview changes={changes} {...facts} />,
    cli: updateAsCli(name, before, after, arn),
    terraform: asTerraform(name, after, family),
    destructive: destructive.map(({ title }) => title),
    severe: destructive.length > 0 && stopsAll(before, after),
  };
}

const isDisabled = ({ state }: WorkgroupSettings) => state === "DISABLED";
/** Every query fails. */
const hasNowhere = ({ outputLocation, managedResults, enforceConfiguration }: WorkgroupSettings) =>
  enforceConfiguration && !outputLocation && !managedResults;

/** Whether one of the two that let nobody run anything comes about. */
const stopsAll = (before: WorkgroupSettings, after: WorkgroupSettings) =>
  [isDisabled, hasNowhere].some((stops) => stops(after) && !stops(before));

/** A workgroup to be: all that is set on it. */
export function reviewOfNew(
  name: string,
  family: EngineFamily,
  settings: WorkgroupSettings,
): Review {
  const nowhere = settings.managedResults
    ? undefined
    : hintsOf(settings, family).find(({ setting }) => setting === "outputLocation");
  const rows = settingsOf(family)
    .map((setting) => ({ setting, text: settingText(setting, settings, family) }))
    .map((row) =>
      row.setting === "outputLocation" && !settings.outputLocation && nowhere
        ? { ...row, text: `not set. ${nowhere.message}` }
        : row,
    )
    .filter(({ setting, text }) => setting !== "state" && text !== "not set" && text !== "off")
    .map(({ setting, text }) => ({ label: SETTINGS[setting].label, value: text }));
  return {
    words: <DefinitionList rows={[{ label: "Name", value: name, mono: true }, ...rows]} />,
    cli: createAsCli(name, settings, family),
    terraform: asTerraform(name, settings, family),
    destructive: [],
    severe: false,
  };
}
