import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { MapEditor } from "@/components/data/map/map-editor";
import { OldAndNew } from "@/components/data/workgroup/old-and-new";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import { updateCapacityTagsMutation } from "@/lib/client/capacity-reservations";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { rebaseTags, tagChanges } from "@/lib/domain/tag-changes";
import { tagsProblem } from "@/lib/domain/workgroups/tag-rules";

type TagsDialogProps = { detail: CapacityReservationDetail; onClose: () => void };

/** Keys and values, a row each, and what they change. */
export function TagsDialog({ detail, onClose }: TagsDialogProps) {
  const { name } = detail.reservation;
  // What the person saw when they began: other tags by then are a conflict.
  const [base, setBase] = useState(detail.tags);
  const [mine, setMine] = useState(detail.tags);
  const [unread, setUnread] = useState<string>();
  const [revision, setRevision] = useState(0);
  const update = useMutation(updateCapacityTagsMutation(useQueryClient()));

  const changes = tagChanges(base, mine);
  const theirs = tagChanges(base, detail.tags);
  const problem = unread ?? tagsProblem(mine, base, "A reservation");
  const why =
    theirs.length > 0
      ? "Take over what others changed first"
      : (problem ?? (changes.length === 0 ? "Nothing changes" : undefined));
  const takeOver = () => {
    setMine(rebaseTags(base, detail.tags, mine));
    setBase(detail.tags);
    setUnread(undefined);
    setRevision(revision + 1);
    update.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why !== undefined || update.isPending) return;
    update.mutate(
      { name, fromTags: base, tags: mine },
      {
        onSuccess: () => {
          toast.success(`Tags of ${name} changed`);
          onClose();
        },
      },
    );
  };
  const conflict = update.error instanceof CallError && update.error.code === "CONFLICT";
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<span className="wrap-anywhere">Change tags of {name}</span>}
      description="For IAM policies and cost allocation. A pasted list of key=value lines becomes rows."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="tag-reservation"
            loading={update.isPending}
            {...(why ? { disabledReason: why } : {})}
          >
            Change tags
          </Button>
        </>
      }
    >
      <form id="tag-reservation" onSubmit={submit} className="flex flex-col gap-3.5">
        {theirs.length > 0 ? (
          <Banner
            tone="warn"
            action={
              <Button
                size="sm"
                {...(unread ? { disabledReason: `First: ${unread}` } : {})}
                onClick={takeOver}
              >
                Take over
              </Button>
            }
          >
            Somebody has changed the tags meanwhile: {theirs.map(({ key }) => key).join(", ")}. Take
            that over to go on; your own changes are kept.
          </Banner>
        ) : null}
        <MapEditor
          key={revision}
          label="Tags"
          map={mine}
          unread={undefined}
          onMap={(map) => {
            setMine(map);
            setUnread(undefined);
          }}
          onUnread={(next) => setUnread(next.problem)}
        />
        {problem ? <Banner tone="bad">{problem}</Banner> : null}
        {changes.length > 0 && unread === undefined ? (
          <section aria-label="What changes" className="flex flex-col gap-2">
            {changes.map(({ key, before, after }) => (
              <OldAndNew key={key} before={lineOf(key, before)} after={lineOf(key, after)} />
            ))}
            <p className="text-muted">
              IAM policies may have conditions on tags. Cost allocation follows them from now on,
              not back.
            </p>
          </section>
        ) : null}
        {update.error && !(conflict && theirs.length > 0) ? (
          <Banner tone="bad">{update.error.message}. What you wrote is kept.</Banner>
        ) : null}
      </form>
    </Dialog>
  );
}

const lineOf = (key: string, value: string | undefined) =>
  value === undefined ? "(no tag)" : `${key}=${value}`;
