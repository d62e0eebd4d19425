import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import { updateWorkgroupRulesMutation, workgroupRulesOptions } from "@/lib/client/workgroup-rules";
import type { RulesInForce } from "@/lib/contracts/workgroup-rules";
import { ENGINE_FAMILIES, FAMILY_LABELS } from "@/lib/domain/engines";
import { RULES } from "@/lib/domain/workgroups/policy";
import { RULE_IDS, type RuleId } from "@/lib/domain/workgroups/policy-rules";
import { Parameter } from "./parameters";
import { draftOf, type RulesDraft, readDraft } from "./rules-draft";

type RulesDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  inForce: RulesInForce;
};

/** Edits all rules and saves them at once; what was written stays until it is saved or discarded. */
export function RulesDialog({ open, onOpenChange, inForce }: RulesDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title="Edit rules"
      description="Every workgroup is checked against the rules that are on. They refuse nothing: the board shows what does not meet them."
    >
      {open ? (
        // Other rules are in force by now: the form begins with them.
        <RulesForm key={inForce.id} inForce={inForce} onDone={() => onOpenChange(false)} />
      ) : null}
    </Dialog>
  );
}

function RulesForm({ inForce, onDone }: { inForce: RulesInForce; onDone: () => void }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(inForce.rules));
  const [tried, setTried] = useState(false);
  const save = useMutation(updateWorkgroupRulesMutation(client));
  const { rules, problems } = readDraft(draft);
  const refused = save.error instanceof CallError ? save.error : undefined;
  const shown = tried ? { ...refused?.fields, ...problems } : {};
  const submit = async () => {
    setTried(true);
    if (!rules) return;
    await save.mutateAsync({ basedOn: inForce.id, rules });
    toast.success("The rules are in force");
    onDone();
  };
  const change = (part: Partial<RulesDraft>) => setDraft({ ...draft, ...part });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit().catch(() => {});
      }}
    >
      <ul className="flex flex-col">
        {RULE_IDS.map((id) => (
          <RuleLine
            key={id}
            id={id}
            on={draft.on[id]}
            onChange={(on) => change({ on: { ...draft.on, [id]: on } })}
          >
            {draft.on[id] || Object.keys(shown).some((path) => path.startsWith(`${id}.`)) ? (
              <Parameter rule={id} draft={draft} problems={shown} onChange={change} />
            ) : null}
          </RuleLine>
        ))}
      </ul>
      {refused ? (
        <Banner
          tone="bad"
          action={
            refused.code === "CONFLICT" ? (
              <Button
                size="sm"
                onClick={() =>
                  client.invalidateQueries({ queryKey: workgroupRulesOptions().queryKey })
                }
              >
                Discard mine and show theirs
              </Button>
            ) : undefined
          }
        >
          {refused.message}
        </Banner>
      ) : null}
      <div className="sticky -bottom-2 -mx-4 -mb-2 flex justify-end gap-2.5 border-t bg-surface px-4 pt-3 pb-4">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" loading={save.isPending}>
          Save rules
        </Button>
      </div>
    </form>
  );
}

type RuleLineProps = {
  id: RuleId;
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
};

function RuleLine({ id, on, onChange, children }: RuleLineProps) {
  const { title, meaning, families } = RULES[id];
  const some = families.length < ENGINE_FAMILIES.length;
  const where = some
    ? ` ${families.map((family) => FAMILY_LABELS[family]).join(" and ")} only.`
    : "";
  return (
    <li className="flex flex-col gap-2 border-b py-2.5 first:pt-0 last:border-b-0">
      <Switch label={title} hint={`${meaning}${where}`} checked={on} onChange={onChange} />
      {children ? <div className="pl-10">{children}</div> : null}
    </li>
  );
}
