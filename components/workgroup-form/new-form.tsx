import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import { createWorkgroupMutation } from "@/lib/client/workgroups";
import type { Me } from "@/lib/contracts/me";
import type { EngineFamily } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { withoutTagsOfAws } from "@/lib/domain/workgroups/tag-rules";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { reviewOfNew } from "./change-words";
import { FamilyField } from "./family-field";
import { type FormDraft, readDraft } from "./form-draft";
import { FormFrame } from "./form-frame";
import { KeptEdits } from "./kept-edits";
import { NameField, useNameProblem } from "./name-field";
import { Recorded } from "./recorded";
import { useFormDraft } from "./use-form-draft";

/** Another workgroup, or a version of one, that the new one begins as. */
export type Source = {
  name: string;
  /** Absent where it is the workgroup as it is now. */
  version?: number;
  family: EngineFamily;
  settings: WorkgroupSettings;
};

type NewFormProps = {
  /** Whose edits they are: nobody else who signs in here finds them. */
  me: Me;
  source: Source | undefined;
};

/** A workgroup to be. */
export function NewForm({ me, source }: NewFormProps) {
  const router = useRouter();
  const client = useQueryClient();
  const place = `new.${me.actor.id}.${source?.name ?? ""}.${source?.version ?? ""}`;
  const [kept] = useState(() => readDraft(place));
  const begin = () => kept ?? beginning(source);
  const state = useFormDraft({
    place,
    mode: "new",
    begin,
    fresh: () => beginning(source),
    scans: undefined,
    tagsProblem: undefined,
  });
  const { draft, update, replaceAll } = state;
  const { name, family, settings } = draft;
  const create = useMutation(createWorkgroupMutation(client));
  const [touched, setTouched] = useState(false);
  const unfit = useNameProblem(name);
  const verdict =
    name !== "" ? decide(me.actor, "createWorkgroup", { workgroup: name }) : undefined;
  // The list is of a moment ago: Athena knows better.
  const [taken, setTaken] = useState<{ name: string; message: string }>();
  const nameProblem =
    (taken?.name === name ? taken.message : undefined) ??
    unfit ??
    (verdict && !verdict.allowed
      ? `You may not create one of this name: ${verdict.reason}`
      : undefined);

  const onSave = async () => {
    try {
      await create.mutateAsync({ name, settings });
      state.forget();
      toast.success(`${name} created`);
      router.replace(links.workgroup(name));
    } catch (error) {
      if (error instanceof CallError && error.code === "CONFLICT")
        setTaken({ name, message: error.message });
      state.refuse(error as Error);
    }
  };
  return (
    <FormFrame
      state={{
        ...state,
        discard: () => {
          state.discard();
          setTouched(false);
        },
      }}
      breadcrumb={[{ label: "Workgroups", href: links.workgroups() }]}
      title="New workgroup"
      meta=""
      verbs={{ review: "Review", confirm: "Create workgroup" }}
      reviewTitle={`Create ${name}?`}
      review={reviewOfNew(name, family, settings)}
      blocked={undefined}
      nameProblem={nameProblem}
      pending={create.isPending || create.isSuccess}
      onSave={onSave}
      into={undefined}
      onImport={(imported) => {
        const base = newSettings(imported.family);
        replaceAll({
          ...draft,
          ...imported,
          name: name === "" ? (imported.name ?? "") : name,
          base,
          settings: { ...imported.settings, state: base.state },
          unread: {},
        });
      }}
      banners={
        <>
          {source ? (
            <Banner>
              Begun as a copy of {source.name}
              {source.version === undefined ? "" : ` as of version ${source.version}`}, with its
              settings and tags. Give it a name of its own.
            </Banner>
          ) : null}
          <KeptEdits kept={kept !== undefined && state.written} />
        </>
      }
      first={{
        general: (
          <>
            <NameField
              name={name}
              onChange={(next) => {
                setTouched(true);
                update((before) => ({ ...before, name: next }));
              }}
              problem={touched || state.attempted ? nameProblem : undefined}
            />
            <FamilyField family={family} onChange={(next) => replaceAll(ofFamily(draft, next))} />
          </>
        ),
      }}
      recorded={<Recorded version={undefined} />}
    />
  );
}

function beginning(source: Source | undefined): FormDraft {
  const family = source?.family ?? "sql";
  const base = newSettings(family);
  return {
    name: "",
    family,
    base,
    basedOn: undefined,
    settings: source
      ? { ...source.settings, state: base.state, tags: withoutTagsOfAws(source.settings.tags) }
      : base,
    unread: {},
    restores: undefined,
  };
}

/** What fits the other family too stays as it was written. */
function ofFamily(draft: FormDraft, family: EngineFamily): FormDraft {
  const base = newSettings(family);
  const isShared = (setting: string) =>
    setting !== "engineVersion" &&
    setting in SETTINGS &&
    [draft.family, family].every((one) =>
      SETTINGS[setting as keyof typeof SETTINGS].families.includes(one),
    );
  const shared = Object.entries(draft.settings).filter(([setting]) => isShared(setting));
  return {
    ...draft,
    family,
    base,
    settings: { ...base, ...Object.fromEntries(shared) },
    unread: {},
  };
}
