import clsx from "clsx";
import { Section } from "@/components/ui/section";
import { StateBadge } from "@/components/ui/state-badge";
import { type Answer, explain, type SourcedGrant } from "@/lib/domain/access";
import { ACTIONS_BY_AREA, actionLabel } from "@/lib/domain/access-areas";
import type { Tone } from "@/lib/domain/lifecycle";
import { RowsTable } from "./rows-table";

const answers: Record<Answer, { tone: Tone; label: string }> = {
  yes: { tone: "ok", label: "Yes" },
  own: { tone: "warn", label: "Own only" },
  some: { tone: "warn", label: "Some only" },
  no: { tone: "neutral", label: "No" },
};

type RightsByAreaProps = { grants: readonly SourcedGrant[]; workgroup: string | undefined };

/** Every action of the permission table with its answer and the reason. */
export function RightsByArea({ grants, workgroup }: RightsByAreaProps) {
  return ACTIONS_BY_AREA.map(({ area, actions }) => {
    const rows = actions.map((action) => ({ action, ...explain(grants, action, workgroup) }));
    const may = rows.filter(({ answer }) => answer !== "no").length;
    return (
      <Section key={area} title={area} meta={`${may} of ${rows.length}`}>
        <RowsTable label={area} heads={["Action", "May they", "Why", "Needs"]}>
          {rows.map(({ action, answer, why, needs }) => (
            <tr key={action}>
              <td className="md:w-64">{actionLabel(action)}</td>
              <td className="md:w-32">
                <StateBadge {...answers[answer]} inFlight={false} />
              </td>
              <td className="text-soft wrap-anywhere">{why}</td>
              <td className={clsx("text-muted md:w-56", answer === "yes" && "max-md:hidden!")}>
                <span className="md:hidden">needs </span>
                {needs}
              </td>
            </tr>
          ))}
        </RowsTable>
      </Section>
    );
  });
}
