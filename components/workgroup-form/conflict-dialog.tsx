import { type ReactNode, useState } from "react";
import { OldAndNew } from "@/components/data/workgroup/old-and-new";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { changesOf, type SettingChange } from "@/lib/domain/workgroups/changes";
import { settingText } from "@/lib/domain/workgroups/format-setting";
import { mergeSettings } from "@/lib/domain/workgroups/merge";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { FormDraft } from "./form-draft";

type ConflictDialogProps = {
  draft: FormDraft;
  /** The workgroup as it is now. */
  theirs: WorkgroupDetail;
  /** The edits as they are against it. */
  onResolved: (settings: WorkgroupSettings) => void;
  onDiscard: () => void;
  onClose: () => void;
};

type Side = "theirs" | "mine";

/** Someone else changed it meanwhile: who changed what, and which value stays where both did. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { draft, theirs, onResolved, onDiscard, onClose } = props;
  const { base, settings: mine, family } = draft;
  const { merged, conflicts } = mergeSettings(base, theirs.settings, mine);
  const [sides, setSides] = useState<Partial<Record<SettingId, Side>>>({});
  const open = conflicts.filter((setting) => sides[setting] === undefined).length;
  const apart = (change: SettingChange) => !conflicts.includes(change.setting);
  const byThem = changesOf(base, theirs.settings).filter(apart);
  const byMe = changesOf(base, mine).filter(apart);
  const text = (setting: SettingId, settings: WorkgroupSettings) =>
    settingText(setting, settings, family);
  const resolve = () => {
    const chosen = conflicts.map((setting) => [
      setting,
      (sides[setting] === "mine" ? merged : theirs.settings)[setting],
    ]);
    onResolved({ ...merged, ...Object.fromEntries(chosen) });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={`${theirs.name} was changed meanwhile`}
      description={<WhoAndWhen theirs={theirs} />}
      footer={
        <>
          <Button onClick={onDiscard}>Discard my edits</Button>
          <Button
            variant="primary"
            onClick={resolve}
            {...(open > 0
              ? { disabledReason: `Choose ${open === 1 ? "one value" : `${open} values`} first` }
              : {})}
          >
            Continue with my edits
          </Button>
        </>
      }
    >
      <div className="flex min-w-0 flex-col gap-5 pb-2">
        {conflicts.length > 0 ? (
          <Section title="Both of you changed">
            {conflicts.map((setting) => (
              <fieldset key={setting} className="flex min-w-0 flex-col gap-1.5">
                <legend className="mb-1 font-medium">{SETTINGS[setting].label}</legend>
                <p className="text-sm text-muted wrap-anywhere">
                  Was: <span className="font-mono">{text(setting, base)}</span>
                </p>
                {(["theirs", "mine"] as const).map((side) => (
                  <SideChoice
                    key={side}
                    name={setting}
                    checked={sides[setting] === side}
                    onChoose={() => setSides({ ...sides, [setting]: side })}
                  >
                    {side === "theirs" ? "Theirs" : "Yours"}:{" "}
                    <span className="font-mono text-sm wrap-anywhere">
                      {text(setting, side === "theirs" ? theirs.settings : merged)}
                    </span>
                  </SideChoice>
                ))}
              </fieldset>
            ))}
          </Section>
        ) : (
          <Banner>
            {byThem.length === 0
              ? "Nothing of it is in the way of your edits."
              : "You changed other settings than they did: both stay."}
          </Banner>
        )}
        <Changes
          title="Changed by them"
          changes={byThem}
          text={text}
          from={base}
          to={theirs.settings}
        />
        <Changes title="Changed by you" changes={byMe} text={text} from={base} to={mine} />
      </div>
    </Dialog>
  );
}

function WhoAndWhen({ theirs: { version } }: Pick<ConflictDialogProps, "theirs">) {
  return (
    <>
      {version && version.kind !== "outside" && version.by ? (
        <>
          {version.by.name} saved it <RelativeTime at={version.at} />.{" "}
        </>
      ) : (
        "It was changed outside Athenaeum. "
      )}
      Nothing of yours is sent or lost.
    </>
  );
}

type SideChoiceProps = {
  name: string;
  checked: boolean;
  onChoose: () => void;
  children: ReactNode;
};

function SideChoice({ name, checked, onChoose, children }: SideChoiceProps) {
  return (
    <label className="flex min-h-8 min-w-0 items-start gap-2 md:min-h-6">
      <input
        type="radio"
        name={`conflict-${name}`}
        className="mt-1 accent-accent"
        checked={checked}
        onChange={onChoose}
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}

type ChangesProps = {
  title: string;
  changes: readonly SettingChange[];
  text: (setting: SettingId, settings: WorkgroupSettings) => string;
  from: WorkgroupSettings;
  to: WorkgroupSettings;
};

function Changes({ title, changes, text, from, to }: ChangesProps) {
  if (changes.length === 0) return null;
  return (
    <Section title={title} meta={changes.length}>
      {changes.map(({ setting }) => (
        <div key={setting} className="flex min-w-0 flex-col gap-1">
          <h3 className="font-medium">{SETTINGS[setting].label}</h3>
          <OldAndNew before={text(setting, from)} after={text(setting, to)} />
        </div>
      ))}
    </Section>
  );
}
