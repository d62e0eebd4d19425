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
import { FormContext } from "./form-context";
import { FormLayout } from "./form-layout";
import { FormSections, sectionOf } from "./form-sections";
import { ImportDialog, type ImportDialogProps } from "./import-dialog";
import { type Review, ReviewDialog } from "./review-dialog";
import type { FormState } from "./use-form-draft";
import { useLeaveGuard } from "./use-leave-guard";

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

type Open = { dialog: "review" | "import" } | { dialog: "leave"; href: string };

/** What new and edit have in common: fields, review, import and export, the ways out. */
export function FormFrame(props: FormFrameProps) {
  const { state, review, nameProblem } = props;
  const { draft, edited, wrong, changes } = state;
  const router = useRouter();
  const [open, setOpen] = useState<Open>();
  // A link may lead to the import at once.
  const [importing, setImporting] = useQueryState("import", parseAsBoolean.withDefault(false));
  // So may one that is about a single setting.
  const [setting] = useQueryState("setting", parseAsStringLiteral(SETTING_IDS));
  const { family } = draft;
  useEffect(() => {
    if (setting) goToField(setting, sectionOf(setting, family));
  }, [setting, family]);
  const close = () => {
    setOpen(undefined);
    if (importing) void setImporting(null);
  };
  useLeaveGuard(edited, (href) => setOpen({ dialog: "leave", href }));

  const startReview = () => {
    state.attempt();
    const first = nameProblem === undefined ? wrong[0] : "name";
    if (first === undefined) setOpen({ dialog: "review" });
    else goToField(first);
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
          title="Leave without applying?"
          confirmLabel="Discard and leave"
          danger
          onConfirm={() => {
            state.forget();
            router.push(open.href);
          }}
        >
          {changes.length === 1 ? "1 change is" : `${changes.length} changes are`} not applied, and
          would be lost.
        </ConfirmDialog>
      ) : null}
    </FormContext>
  );
}

/** After the next paint: what is wrong may have its field only now. */
function goToField(id: string, section?: SectionId): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(`setting-${id}`);
    // A field that means nothing now is not there: its section says what it depends on.
    if (!field) return document.getElementById(`section-${section}`)?.scrollIntoView();
    const controls = [...field.querySelectorAll<HTMLElement>("input, textarea, button")];
    const first = controls.find((control) => control.matches("input, textarea, button[role]"));
    // What is wrong is said at the end of a field: of many rows the first may be far from it.
    const isTall = field.offsetHeight > window.innerHeight / 2;
    const goal =
      (isTall ? controls.filter((control) => control.textContent).at(-1) : first) ?? field;
    (isTall ? goal : field).scrollIntoView({ block: "center" });
    goal.focus({ preventScroll: true });
  });
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
