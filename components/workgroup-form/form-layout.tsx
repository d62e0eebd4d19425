import { Ellipsis, FileDown, FileUp } from "lucide-react";
import type { ReactNode } from "react";
import { ReviewTabs } from "@/components/data/workgroup/review-tabs";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import type { Review } from "./review-dialog";

type FormLayoutProps = {
  breadcrumb: readonly { label: string; href: string }[];
  title: string;
  /** "3 changes". */
  meta: string;
  /** The verb that opens the review: "Review 3 changes". */
  verb: string;
  /** Why there is nothing to review. */
  blocked: string | undefined;
  edited: boolean;
  onDiscard: () => void;
  onReview: () => void;
  onImport: () => void;
  onExport: () => void;
  banners: ReactNode;
  review: Review | undefined;
  /** Below the review: who it is recorded as, and the way back. */
  recorded: ReactNode;
  children: ReactNode;
};

/** Fields in the middle, what they come to at the right; narrow windows show the review as a step of its own. */
export function FormLayout(props: FormLayoutProps) {
  const { review, recorded, blocked } = props;
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        breadcrumb={props.breadcrumb}
        title={props.title}
        actions={
          <>
            <span role="status" className="text-muted tabular-nums max-md:not-empty:w-full">
              {props.meta}
            </span>
            <Menu
              trigger={<IconButton label="Import and export" icon={<Ellipsis aria-hidden />} />}
            >
              <MenuItem icon={<FileUp aria-hidden />} onSelect={props.onImport}>
                Import JSON
              </MenuItem>
              <MenuItem icon={<FileDown aria-hidden />} onSelect={props.onExport}>
                Export JSON
              </MenuItem>
            </Menu>
            {props.edited ? <Button onClick={props.onDiscard}>Discard</Button> : null}
            <Button
              variant="primary"
              onClick={props.onReview}
              {...(blocked ? { disabledReason: blocked } : {})}
            >
              {props.verb}
            </Button>
          </>
        }
      />
      <div className="flex min-h-0 grow border-t">
        <div className="min-w-0 grow overflow-y-auto px-4 md:px-5">
          <div className="flex flex-col gap-2 pt-3 empty:hidden">{props.banners}</div>
          {/* Nothing is sent by Enter: the review is on the way. */}
          <form
            aria-label={props.title}
            noValidate
            onSubmit={(event) => event.preventDefault()}
            className="mx-auto max-w-3xl pb-10"
          >
            {props.children}
          </form>
        </div>
        <aside
          aria-labelledby="review"
          className="flex w-103 shrink-0 flex-col gap-1.5 overflow-y-auto border-l bg-sunken px-4.5 py-4 max-[74.9rem]:hidden"
        >
          <h2 id="review" className="text-[0.8125rem] font-semibold text-soft">
            Review
          </h2>
          {review ? (
            <ReviewTabs words={review.words} cli={review.cli} terraform={review.terraform} />
          ) : (
            <p className="text-muted">
              Nothing is changed yet. Each change is explained here, with what it means for who uses
              the workgroup.
            </p>
          )}
          <p className="mt-auto pt-3 text-sm text-muted">{recorded}</p>
        </aside>
      </div>
    </div>
  );
}
