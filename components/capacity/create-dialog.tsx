import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { DpusField, dpusOf } from "@/components/data/capacity/dpus-field";
import { MapEditor } from "@/components/data/map/map-editor";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CallError } from "@/lib/client/call";
import { createCapacityReservationMutation } from "@/lib/client/capacity-reservations";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";
import { CAPACITY_DPUS, capacityNameProblem, dpusProblem } from "@/lib/domain/capacity";
import { tagsProblem } from "@/lib/domain/workgroups/tag-rules";

type CreateDialogProps = {
  usdPerDpuHour: number | undefined;
  reservations: readonly ListedReservation[];
  onClose: () => void;
  onCreated: (name: string) => void;
};

/** A new reservation, whose page is opened: there its workgroups are assigned. */
export function CreateDialog(props: CreateDialogProps) {
  const { usdPerDpuHour, reservations, onClose, onCreated } = props;
  const [name, setName] = useState("");
  const [dpus, setDpus] = useState(String(CAPACITY_DPUS.first));
  const [tags, setTags] = useState<Record<string, string>>({});
  const tagsId = useId();
  const [unreadTags, setUnreadTags] = useState<string>();
  const create = useMutation(createCapacityReservationMutation(useQueryClient()));
  const refused = create.error instanceof CallError ? create.error.fields : {};
  const nameProblem = name === "" ? undefined : capacityNameProblem(name, reservations);
  const unfitTags = unreadTags ?? tagsProblem(tags, {}, "A reservation");
  const wrong = nameProblem ?? dpusProblem(dpusOf(dpus)) ?? unfitTags;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name === "" || wrong || create.isPending) return;
    create.mutate({ name, targetDpus: dpusOf(dpus), tags }, { onSuccess: () => onCreated(name) });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create capacity reservation"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="create-reservation"
            loading={create.isPending || create.isSuccess}
            {...(name === ""
              ? { disabledReason: "Give it a name first" }
              : wrong
                ? { disabledReason: wrong }
                : {})}
          >
            Create reservation
          </Button>
        </>
      }
    >
      <form id="create-reservation" onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Name"
          hint="It cannot be changed, and is taken for 45 days after the reservation was cancelled."
          error={nameProblem ?? refused.name}
        >
          <Input
            value={name}
            onValueChange={(next) => {
              setName(next);
              create.reset();
            }}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <DpusField
          text={dpus}
          onChange={setDpus}
          refusal={refused.targetDpus}
          usdPerDpuHour={usdPerDpuHour}
        />
        <fieldset aria-describedby={tagsId} className="flex min-w-0 flex-col gap-1">
          <legend className="float-left font-medium">
            Tags<span className="font-normal text-muted"> optional</span>
          </legend>
          <MapEditor
            label="Tags"
            map={tags}
            unread={undefined}
            onMap={(map) => {
              setTags(map);
              setUnreadTags(undefined);
            }}
            onUnread={({ problem }) => setUnreadTags(problem)}
          />
          <p id={tagsId} role="status" className="text-sm text-bad">
            {unfitTags}
          </p>
        </fieldset>
        <p className="text-muted">
          Athena allocates the DPUs within 30 minutes and does not promise to have them. Queries run
          on them once workgroups are assigned, which its page offers.
        </p>
        {create.error && Object.keys(refused).length === 0 ? (
          <Banner tone="bad">{create.error.message}</Banner>
        ) : null}
      </form>
    </Dialog>
  );
}
