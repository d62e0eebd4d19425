import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import {
  editedWorkgroupOptions,
  updateWorkgroupMutation,
  workgroupActivityOptions,
} from "@/lib/client/workgroups";
import type { WorkgroupDetail, WorkgroupVersion } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { changesOf } from "@/lib/domain/workgroups/changes";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { reviewOfEdit } from "./change-words";
import { ConflictDialog } from "./conflict-dialog";
import { withFixed } from "./fixed-settings";
import { type FormDraft, readDraft } from "./form-draft";
import { FormFrame } from "./form-frame";
import { KeptEdits } from "./kept-edits";
import { Recorded } from "./recorded";
import { useFormDraft } from "./use-form-draft";

type EditFormProps = {
  /** Whose edits they are: nobody else who signs in here finds them. */
  by: string;
  /** As it was when the form was opened. */
  detail: WorkgroupDetail;
  /** The version to begin as. */
  restored: WorkgroupVersion | undefined;
  /** It is that version no longer: a reload must not begin as it again. */
  onLeaveVersion: () => void;
};

const counted = (count: number) => (count === 1 ? "1 change" : `${count} changes`);

/** The settings of a workgroup that is there: changed, reviewed, and then sent. */
export function EditForm({ by, detail: opened, restored: asked, onLeaveVersion }: EditFormProps) {
  const [detail] = useState(opened);
  const [restored] = useState(asked);
  const { name, family } = detail;
  const place = `edit.${by}.${name}`;
  const router = useRouter();
  const client = useQueryClient();
  const { data: activity } = useQuery({
    ...workgroupActivityOptions(name),
    refetchInterval: false,
  });
  const [kept] = useState(() => {
    const draft = readDraft(place);
    const isOfThis = draft?.family === family && draft.restores === restored?.number;
    return isOfThis ? draft : undefined;
  });
  const [theirs, setTheirs] = useState(() =>
    kept && kept.basedOn !== detail.hash ? detail : undefined,
  );

  const fresh = (): FormDraft => ({
    name,
    family,
    base: detail.settings,
    basedOn: detail.hash,
    settings: detail.settings,
    unread: {},
    restores: undefined,
  });
  /** Tags that could not be read cannot be changed either. */
  const withKnownTags = (settings: WorkgroupSettings): WorkgroupSettings =>
    detail.tagsProblem === undefined ? settings : { ...settings, tags: detail.settings.tags };
  const begin = (): FormDraft =>
    kept ??
    (restored
      ? {
          ...fresh(),
          settings: withKnownTags(withFixed(restored.settings, detail.settings).settings),
          restores: restored.number,
        }
      : fresh());
  const isVersion = (now: FormDraft) =>
    restored !== undefined &&
    now.restores !== undefined &&
    Object.keys(now.unread).length === 0 &&
    changesOf(withFixed(restored.settings, now.base).settings, now.settings).length === 0;
  const state = useFormDraft({
    place,
    mode: "edit",
    begin,
    isUntouched: isVersion,
    fresh: ({ base, basedOn }) => ({ ...fresh(), base, basedOn, settings: base }),
    scans: activity?.scans,
    tagsProblem: detail.tagsProblem,
  });
  const { draft, changes } = state;
  const save = useMutation(updateWorkgroupMutation(client));

  const onSave = async () => {
    const { basedOn, settings, restores } = draft;
    if (basedOn === undefined) return;
    try {
      const { version } = await save.mutateAsync({
        name,
        basedOn,
        settings,
        ...(restores !== undefined && isVersion(draft) ? { restores } : {}),
      });
      state.forget();
      toast.success(
        `${counted(changes.length)} applied to ${name}`,
        version === undefined ? {} : { description: `It is version ${version} now.` },
      );
      router.replace(links.workgroup(name));
    } catch (error) {
      if (error instanceof CallError && error.code === "CONFLICT") await readTheirs(error);
      else state.refuse(error as Error);
    }
  };
  const readTheirs = async (conflict: CallError) => {
    try {
      setTheirs(await client.fetchQuery(editedWorkgroupOptions(name)));
    } catch {
      state.refuse(conflict);
    }
  };

  const review =
    changes.length === 0
      ? undefined
      : reviewOfEdit({
          name,
          arn: detail.arn,
          family,
          before: draft.base,
          after: draft.settings,
          changes,
          scans: activity?.scans,
        });
  const verb = counted(changes.length);
  return (
    <>
      <FormFrame
        state={{
          ...state,
          discard: () => {
            state.discard();
            onLeaveVersion();
          },
        }}
        breadcrumb={[
          { label: "Workgroups", href: links.workgroups() },
          { label: shortened(name), href: links.workgroup(name) },
        ]}
        title="Edit"
        meta={changes.length === 0 ? "" : verb}
        verbs={{
          review: changes.length === 0 ? "Review changes" : `Review ${verb}`,
          confirm: `Apply ${verb}`,
        }}
        reviewTitle={`Apply ${verb} to ${shortened(name)}?`}
        review={review}
        blocked={
          detail.hash === undefined
            ? "Its configuration cannot be changed here"
            : state.edited
              ? undefined
              : "Nothing is changed yet"
        }
        pending={save.isPending || save.isSuccess}
        onSave={onSave}
        into={{ name, family, base: draft.base }}
        onImport={({ settings }) => {
          state.replaceAll({
            ...draft,
            settings: withKnownTags({ ...settings, state: draft.settings.state }),
            unread: {},
            restores: undefined,
          });
          onLeaveVersion();
        }}
        banners={
          <>
            {draft.restores === undefined ? null : (
              <Banner>
                The form began as version {draft.restores}. Review it, and apply it to restore that
                version; until then nothing changes.
              </Banner>
            )}
            <KeptEdits kept={kept !== undefined && state.written} />
            {draft.settings.state === "DISABLED" && draft.base.state === "DISABLED" ? (
              <Banner>The workgroup is disabled. It can be changed, and starts nothing.</Banner>
            ) : null}
          </>
        }
        recorded={<Recorded version={detail.version?.number} />}
      />
      {theirs ? (
        <ConflictDialog
          draft={draft}
          theirs={theirs}
          onResolved={(settings) => {
            state.replaceAll({ ...draft, base: theirs.settings, basedOn: theirs.hash, settings });
            setTheirs(undefined);
          }}
          onDiscard={() => {
            state.replaceAll({
              ...fresh(),
              base: theirs.settings,
              basedOn: theirs.hash,
              settings: theirs.settings,
            });
            setTheirs(undefined);
            onLeaveVersion();
          }}
          onClose={() => setTheirs(undefined)}
        />
      ) : null}
    </>
  );
}

/** The header has no room for the longest names. */
const shortened = (name: string) =>
  name.length <= 32 ? name : `${name.slice(0, 20)}…${name.slice(-10)}`;
