import { Check, SlidersHorizontal, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Pill } from "@/components/ui/pill";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatRow } from "@/components/ui/stat";
import { useMe } from "@/lib/client/me";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { labelWithin } from "@/lib/domain/workgroups/format-setting";
import { askedOf, RULES } from "@/lib/domain/workgroups/policy";
import type { BoardRow, Remedy, RuleTally } from "@/lib/domain/workgroups/policy-board";
import type { PolicyRules, RuleId } from "@/lib/domain/workgroups/policy-rules";

type SummaryProps = {
  rows: readonly BoardRow[];
  tallies: readonly RuleTally[];
  rules: PolicyRules;
  unreadCount: number;
  /** Nothing is counted yet: it has its shape alone. */
  loading: boolean;
  chosen: RuleId | undefined;
  onChoose: (rule: RuleId | undefined) => void;
};

/** How many workgroups meet all rules, and each rule with how many fail it, the worst first. */
export function Summary(props: SummaryProps) {
  const { rows, tallies, rules, unreadCount, loading, chosen, onChoose } = props;
  const meetAll = rows.filter((row) => row.failures === 0 && !row.isPartial).length;
  const tally = tallies.find(({ id }) => id === chosen);
  return (
    <div className="flex flex-col gap-2.5 px-4 pb-3 md:px-5">
      <StatRow>
        <Stat
          label="Meet every rule"
          value={
            loading ? (
              <Skeleton className="my-0.5 h-4 w-12" />
            ) : (
              `${formatCount(meetAll)} of ${formatCount(rows.length)}`
            )
          }
        />
        <Stat label="Rules in force" value={formatCount(tallies.length)} />
        {unreadCount > 0 ? (
          <Stat label="Could not be read" value={formatCount(unreadCount)} />
        ) : null}
      </StatRow>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser */}
      <div
        role="group"
        aria-label="Rules"
        className="-mx-1 flex scrollbar-thin gap-1 overflow-x-auto px-1 md:flex-wrap"
      >
        <Pill pressed={chosen === undefined} onPress={() => onChoose(undefined)}>
          All rules
        </Pill>
        {tallies.map(({ id, fails, applies }) => (
          <Pill key={id} pressed={chosen === id} onPress={() => onChoose(id)}>
            {RULES[id].title}
            <span className="ml-1.5 inline-flex items-center gap-1 font-normal tabular-nums [&>svg]:size-3">
              {loading ? (
                <Skeleton className="h-3 w-12" />
              ) : (
                <Fails fails={fails} applies={applies} />
              )}
            </span>
          </Pill>
        ))}
      </div>
      {tally && !loading ? <Chosen tally={tally} asked={askedOf(tally.id, rules)} /> : null}
    </div>
  );
}

function Fails({ fails, applies }: { fails: number; applies: number }) {
  if (applies === 0) return <span className="text-muted">applies to none</span>;
  if (fails === 0)
    return (
      <span className="inline-flex items-center gap-1 text-ok [&>svg]:size-3">
        <Check aria-hidden />
        met
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1 text-bad [&>svg]:size-3">
      <X aria-hidden />
      {formatCount(fails)} {fails === 1 ? "fails" : "fail"}
    </span>
  );
}

type ChosenProps = { tally: RuleTally; asked: string | undefined };

/** What the rule asks for, and what would make all that fail it meet it. */
function Chosen({ tally: { id, fails, applies, remedies }, asked }: ChosenProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-sunken px-3 py-2">
      <p className="min-w-0 basis-64 grow text-soft">
        {RULES[id].meaning} {asked ? `${asked}. ` : ""}
        <span className="tabular-nums">
          {formatCount(fails)} of {formatCount(applies)} fail it.
        </span>
      </p>
      {remedies.map((remedy) => (
        <ChangeAll key={remedy.setting} remedy={remedy} />
      ))}
    </div>
  );
}

/** An address has an end: more workgroups than these are changed in several goes. */
const NAMES_MAX = 100;

function ChangeAll({ remedy: { setting, value, names } }: { remedy: Remedy }) {
  const me = useMe();
  const allowed = names.filter(
    (workgroup) => me && decide(me.actor, "updateWorkgroup", { workgroup }).allowed,
  );
  const some = allowed.slice(0, NAMES_MAX);
  const label = `Change ${labelWithin(setting)} of ${formatCount(some.length || names.length)}`;
  const icon = <SlidersHorizontal aria-hidden />;
  if (allowed.length === 0)
    return (
      <Button size="sm" icon={icon} disabledReason="Needs the admin role">
        {label}
      </Button>
    );
  const to = { setting, ...(value === undefined ? {} : { value: JSON.stringify(value) }) };
  return (
    <LinkButton size="sm" icon={icon} href={links.bulkChange(some, to)}>
      {label}
    </LinkButton>
  );
}
