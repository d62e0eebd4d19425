import { useRouter } from "next/navigation";
import { parseAsBoolean, parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useEffect, useState } from "react";
import { downloadJson } from "@/components/data/download-json";
import { Banner } from "@/components/ui/banner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyableId } from "@/components/ui/copyable-id";
import { toast } from "@/components/ui/toast";
import { writeDocument } from "@/lib/domain/workgroups/document";
import { SETTING_IDS, SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SectionId } from "@/lib/domain/workgroups/settings";
import { goToField } from "./focus-field";
import { FormContext } from "./form-context";
import { FormLayout } from "./form-layout";
import { FormSections } from "./form-sections";
import { ImportDialog, type ImportDialogProps } from "./import-dialog";
import { type Review, ReviewDialog } from "./review-dialog";
import type { FormState } from "./use-form-draft";
import { type Leave, useLeaveGuard } from "./use-leave-guard";

type FormFrameProps = {
  state: FormState;
  breadcrumb: readonly { label: string; href: string }[];
  title: string;
  meta: string;
  /** The verb that opens the review, and the one that confirms it. */
  verbs: { review: string; confirm: string };
  reviewTitle: string;
  review: Review | undefined;
  /** Why there is nothing to review. */
  blocked: string | undefined;
  /** What is wrong with the name of a new one. */
  nameProblem?: string | undefined;
  pending: boolean;
  /** Resolves when the review can close: it is saved, or what stands in the way is said. */
  onSave: () => Promise<void>;
  into: ImportDialogProps["into"];
  onImport: ImportDialogProps["onImport"];
  banners?: ReactNode;
  first?: Partial<Record<SectionId, ReactNode>>;
  recorded: ReactNode;
};

type Open = { dialog: "review" | "import" } | { dialog: "leave"; leave: Leave };

/** What new and edit have in common: fields, review, import and export, the ways out. */
export function FormFrame(props: FormFrameProps) {
  const { state, review, nameProblem } = props;
  const { draft, edited, written, wrong } = state;
  const isNew = state.form.mode === "new";
  // What is written and cannot be read yet is a change too.
  const count = state.form.changed.size;
  const router = useRouter();
  const [open, setOpen] = useState<Open>();
  // A link may lead to the import at once.
  const [importing, setImporting] = useQueryState("import", parseAsBoolean.withDefault(false));
  // So may one that is about a single setting.
  const [setting] = useQueryState("setting", parseAsStringLiteral(SETTING_IDS));
  const { family } = draft;
  useEffect(() => {
    if (setting) goToField(setting, family);
  }, [setting, family]);
  const close = () => {
    setOpen(undefined);
    if (importing) void setImporting(null);
  };
  useLeaveGuard(written, router.push, (leave) => setOpen({ dialog: "leave", leave }));

  const startReview = () => {
    state.attempt();
    const first = nameProblem === undefined ? wrong[0] : "name";
    if (first === undefined) setOpen({ dialog: "review" });
    else goToField(first, family);
  };
  const discard = () => {
    const given = draft;
    state.discard();
    toast.success("Edits discarded", {
      action: { label: "Undo", onClick: () => state.replaceAll(given) },
    });
  };
  return (
    <FormContext value={state.form}>
      <FormLayout
        breadcrumb={props.breadcrumb}
        title={props.title}
        meta={props.meta}
        verb={props.verbs.review}
        blocked={props.blocked}
        edited={edited}
        onDiscard={discard}
        onReview={startReview}
        onImport={() => setOpen({ dialog: "import" })}
        onExport={() =>
          downloadJson(
            writeDocument(draft.name, draft.settings, draft.family),
            `${draft.name || "workgroup"}.json`,
          )
        }
        banners={
          <>
            {props.banners}
            <RefusalBanner state={state} />
          </>
        }
        review={review}
        recorded={props.recorded}
      >
        <FormSections first={props.first} />
      </FormLayout>
      {open?.dialog === "review" && review ? (
        <ReviewDialog
          review={review}
          title={props.reviewTitle}
          name={draft.name}
          verb={props.verbs.confirm}
          pending={props.pending}
          onConfirm={() => void props.onSave().then(close)}
          onClose={close}
        />
      ) : null}
      {open?.dialog === "import" || importing ? (
        <ImportDialog
          into={props.into}
          onImport={(imported) => {
            props.onImport(imported);
            close();
          }}
          onClose={close}
        />
      ) : null}
      {open?.dialog === "leave" ? (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={isNew ? "Leave without creating it?" : "Leave without applying?"}
          confirmLabel="Discard and leave"
          danger
          onConfirm={() => {
            state.forget();
            open.leave();
          }}
        >
          {isNew
            ? "The workgroup is not created, and what you entered would be lost."
            : `${count === 1 ? "1 change is" : `${count} changes are`} not applied, and would be lost.`}
        </ConfirmDialog>
      ) : null}
    </FormContext>
  );
}

function RefusalBanner({ state: { refusal, form } }: Pick<FormFrameProps, "state">) {
  if (refusal === undefined) return null;
  const fields = [...refusal.fields.keys()].map((setting) => SETTINGS[setting].label);
  return (
    <Banner tone="bad">
      <p>
        {form.mode === "new" ? "Not created" : "Not changed"}: {refusal.message}
      </p>
      {fields.length > 0 ? <p className="text-sm text-soft">See {fields.join(", ")}.</p> : null}
      {refusal.requestId ? (
        <p className="text-sm text-soft">
          Request <CopyableId id={refusal.requestId} label="request id" full />
        </p>
      ) : null}
    </Banner>
  );
}
