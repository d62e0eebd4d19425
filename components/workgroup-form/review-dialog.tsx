import { type ReactNode, useState } from "react";
import { ReviewTabs } from "@/components/data/workgroup/review-tabs";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type Review = {
  words: ReactNode;
  cli: string;
  terraform: string;
  /** Titles of changes that take something away from people. */
  destructive: readonly string[];
  /** Their consequences are such that the name must be written. */
  severe: boolean;
};

type ReviewDialogProps = {
  review: Review;
  title: string;
  name: string;
  /** The verb: "Apply 3 changes". */
  verb: string;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** What is about to be sent, once more and whole. Nothing is sent before it is confirmed here. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { review, title, name, verb, pending, onConfirm, onClose } = props;
  const { destructive, severe } = review;
  const [understood, setUnderstood] = useState(false);
  const [written, setWritten] = useState("");
  const missing =
    destructive.length === 0
      ? undefined
      : severe
        ? written.trim() === name
          ? undefined
          : "Type the workgroup's name first"
        : understood
          ? undefined
          : "Confirm first that you understand what it takes away";
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={title}
      description="Nothing is sent until you confirm."
      footer={
        <>
          {destructive.length > 0 ? (
            <div className="w-full">
              <Banner tone="warn">
                <p>
                  {destructive.length === 1
                    ? "One change takes something away: "
                    : `${destructive.length} changes take something away: `}
                  {destructive.join("; ")}.
                </p>
                {severe ? (
                  <div className="mt-2">
                    <Field label={`Type ${name} to confirm`}>
                      <Input
                        mono
                        autoComplete="off"
                        spellCheck={false}
                        value={written}
                        onValueChange={setWritten}
                      />
                    </Field>
                  </div>
                ) : (
                  <Checkbox checked={understood} onChange={setUnderstood}>
                    I understand what this takes away
                  </Checkbox>
                )}
              </Banner>
            </div>
          ) : null}
          <Button onClick={onClose}>Back to the form</Button>
          <Button
            variant={destructive.length > 0 ? "danger" : "primary"}
            loading={pending}
            onClick={onConfirm}
            {...(missing ? { disabledReason: missing } : {})}
          >
            {verb}
          </Button>
        </>
      }
    >
      <ReviewTabs words={review.words} cli={review.cli} terraform={review.terraform} />
    </Dialog>
  );
}
