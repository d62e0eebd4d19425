import { Columns2, SlidersHorizontal, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { useMe } from "@/lib/client/me";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";

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
  return selected.length < 2 ? (
    <Button size="sm" icon={icon} disabledReason="Select two or more">
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
  const refused = selected.filter(
    (workgroup) => me && !decide(me.actor, "updateWorkgroup", { workgroup }).allowed,
  );
  const [first] = refused;
  const why =
    first === undefined
      ? undefined
      : refused.length === selected.length
        ? "Needs the admin role"
        : `Needs the admin role in ${first}${refused.length > 1 ? ` and ${formatCount(refused.length - 1)} more` : ""}`;
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
