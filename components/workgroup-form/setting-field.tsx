import clsx from "clsx";
import { CircleAlert, RotateCcw, X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { SettingValue as ShownValue } from "@/components/data/workgroup/setting-value";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { SettingValue } from "@/lib/domain/workgroups/changes";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, TextMap } from "@/lib/domain/workgroups/settings";
import { withTagsOfAws } from "@/lib/domain/workgroups/tag-rules";
import { keepFocusAt } from "./focus-field";
import { useForm } from "./form-context";
import { SettingControl } from "./setting-control";
import { isNothing, Notes } from "./setting-notes";

/** One setting: its control, what it means, what is wrong with it, and the ways back and out. */
export function SettingField({ setting }: { setting: SettingId }) {
  const { mode, draft, changed, problems, tagsProblem, revision } = useForm();
  const { label, kind, fixedAtCreation } = SETTINGS[setting];
  const isChanged = changed.has(setting);
  const control = <SettingControl key={revision} setting={setting} />;
  const why =
    fixedAtCreation && mode === "edit"
      ? "Chosen when the workgroup was created; it cannot change."
      : setting === "tags"
        ? tagsProblem
        : undefined;
  if (why !== undefined)
    return (
      <Frame setting={setting}>
        <div className="flex min-w-0 flex-col gap-1">
          <p className="font-medium">{label}</p>
          <ShownValue setting={setting} settings={draft.settings} family={draft.family} />
          <p className="text-sm text-muted">{why}</p>
        </div>
      </Frame>
    );
  if (kind === "switch")
    return (
      <Frame setting={setting}>
        {control}
        <div className="pl-10">
          <Problem text={problems.get(setting)} />
        </div>
      </Frame>
    );
  const shown = (
    <>
      {label}
      {isChanged ? <span className="sr-only"> (changed)</span> : null}
    </>
  );
  if (kind === "map" || kind === "classifications" || kind === "logTypes")
    return (
      <Frame setting={setting}>
        <Group label={shown} problem={problems.get(setting)} notes={<Notes setting={setting} />}>
          {control}
        </Group>
      </Frame>
    );
  return (
    <Frame setting={setting}>
      <Field
        label={shown}
        nativeLabel={kind !== "choice"}
        error={problems.get(setting)}
        hint={<Notes setting={setting} />}
      >
        {control}
      </Field>
    </Frame>
  );
}

const MARKED =
  "[&_:is(input,textarea,button[role=combobox])]:border-accent [&_:is(input,textarea,button[role=combobox])]:shadow-[0_0_0_2px_var(--accent-weak)]";

function Frame({ setting, children }: { setting: SettingId; children: ReactNode }) {
  const { changed, problems } = useForm();
  return (
    <div
      id={`setting-${setting}`}
      tabIndex={-1}
      data-changed={changed.has(setting) || undefined}
      className={clsx(
        "relative min-w-0 scroll-mt-4 rounded-sm focus:outline-none",
        changed.has(setting) && !problems.has(setting) && MARKED,
      )}
    >
      {children}
      <Ways setting={setting} />
    </div>
  );
}

/** Back to what it was, and away with it. */
function Ways({ setting }: { setting: SettingId }) {
  const { draft, changed, replace, mode, tagsProblem } = useForm();
  const { label, keptForever, fixedAtCreation } = SETTINGS[setting];
  const value = draft.settings[setting];
  const kept =
    (mode === "edit" && (fixedAtCreation || (keptForever && draft.base[setting] !== undefined))) ||
    (setting === "tags" && tagsProblem !== undefined);
  const removable = !kept && !NEVER_WITHOUT.has(setting) && !isNothing(value);
  const isChanged = changed.has(setting);
  if (!removable && !isChanged) return null;
  const put = (next: SettingValue) => {
    replace(setting, next);
    keepFocusAt(setting);
  };
  return (
    <div className="absolute -top-1 right-0 flex gap-0.5">
      {isChanged ? (
        <IconButton
          size="sm"
          label={`Undo the change: ${label}`}
          icon={<RotateCcw aria-hidden />}
          onClick={() => put(draft.base[setting])}
        />
      ) : null}
      {removable ? (
        <IconButton
          size="sm"
          label={`Remove: ${label}`}
          icon={<X aria-hidden />}
          onClick={() => put(emptyOf(setting, draft.base.tags))}
        />
      ) : null}
    </div>
  );
}

const NEVER_WITHOUT = new Set<SettingId>(["state", "engineVersion"]);
/** Tags of AWS are not ours to remove. */
function emptyOf(setting: SettingId, tags: TextMap): "" | TextMap | undefined {
  if (setting === "description") return "";
  return setting === "tags" ? withTagsOfAws({}, tags) : undefined;
}

function Problem({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className="flex items-start gap-1.5 text-sm text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5" />
      <span className="min-w-0 wrap-anywhere">{text}</span>
    </p>
  );
}

type GroupProps = {
  label: ReactNode;
  problem: string | undefined;
  notes: ReactNode;
  children: ReactNode;
};

/** As a Field, for what has several controls. */
function Group({ label, problem, notes, children }: GroupProps) {
  const notesId = useId();
  return (
    <fieldset aria-describedby={notesId} className="flex min-w-0 flex-col gap-1">
      <legend className="float-left font-medium">{label}</legend>
      {children}
      <div id={notesId} className="flex flex-col gap-1 text-sm text-muted">
        <Problem text={problem} />
        <div>{notes}</div>
      </div>
    </fieldset>
  );
}
