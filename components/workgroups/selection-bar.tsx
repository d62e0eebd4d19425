import { Columns2, SlidersHorizontal, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { useMe } from "@/lib/client/me";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { type Actor, decide } from "@/lib/domain/permissions";
import { CHANGED_MAX, COMPARED_MAX, whyTooMany } from "@/lib/domain/workgroup-choice";

type SelectionBarProps = {
  /** Names, in the order of the list. */
  selected: readonly string[];
  onAll: () => void;
  onClear: () => void;
};

/** What may be done with the selected workgroups. */
export function SelectionBar({ selected, onAll, onClear }: SelectionBarProps) {
  if (selected.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label="Selected workgroups"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-t bg-accent-weak px-4 py-1.5 md:px-5"
    >
      <span className="tabular-nums">{formatCount(selected.length)} selected</span>
      <Compare selected={selected} />
      <ChangeSetting selected={selected} />
      <Button size="sm" variant="ghost" onClick={onAll}>
        Select all
      </Button>
      <Button size="sm" variant="ghost" icon={<X aria-hidden />} onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}

type Selected = Pick<SelectionBarProps, "selected">;

function Compare({ selected }: Selected) {
  const icon = <Columns2 aria-hidden />;
  const why = selected.length < 2 ? "Select two or more" : whyTooMany(selected, COMPARED_MAX);
  return why ? (
    <Button size="sm" icon={icon} disabledReason={why}>
      Compare
    </Button>
  ) : (
    <LinkButton size="sm" icon={icon} href={links.compareWorkgroups(selected)}>
      Compare
    </LinkButton>
  );
}

/** One setting for all of them; those that the person may not change are named. */
function ChangeSetting({ selected }: Selected) {
  const me = useMe();
  const icon = <SlidersHorizontal aria-hidden />;
  const why = whyNotChanged(me?.actor, selected) ?? whyTooMany(selected, CHANGED_MAX);
  return why ? (
    <Button size="sm" icon={icon} disabledReason={why}>
      Change a setting
    </Button>
  ) : (
    <LinkButton size="sm" icon={icon} href={links.bulkChange(selected)}>
      Change a setting
    </LinkButton>
  );
}

function whyNotChanged(
  actor: Pick<Actor, "id" | "grants"> | undefined,
  selected: readonly string[],
): string | undefined {
  const refused = selected.filter(
    (workgroup) => actor && !decide(actor, "updateWorkgroup", { workgroup }).allowed,
  );
  const [first] = refused;
  if (first === undefined) return undefined;
  if (refused.length === selected.length) return "Needs the admin role";
  const more = refused.length > 1 ? ` and ${formatCount(refused.length - 1)} more` : "";
  return `Needs the admin role in ${first}${more}`;
}
