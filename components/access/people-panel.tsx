import { Users } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { Access, AccessPerson } from "@/lib/contracts/access";
import { grantsOfSubject, groupLabel } from "@/lib/domain/access";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { RoleOver } from "./role-over";
import { RowsTable } from "./rows-table";

type PeoplePanelProps = { access: Access; onRights: (personId: string) => void };

/** Who has signed in, with what the policy gives them now. */
export function PeoplePanel({ access, onRights }: PeoplePanelProps) {
  const { people, peopleProblem } = access;
  if (!people)
    return (
      <EmptyState icon={<Users aria-hidden />} title="People could not be read">
        {peopleProblem}
      </EmptyState>
    );
  if (people.length === 0)
    return (
      <EmptyState icon={<Users aria-hidden />} title="Nobody is known yet">
        People are listed here from their first sign-in on.
      </EmptyState>
    );
  return (
    <Section title="People who have signed in" meta={formatCount(people.length)}>
      <RowsTable
        label="People"
        heads={["Person", "Groups at sign-in", "Roles now", "Seen", "Rights and changes"]}
      >
        {people.map((person) => (
          <tr key={person.id}>
            <td className="wrap-anywhere">
              <span className="font-medium">{person.name}</span>
              <span className="block text-sm text-muted">{person.email ?? person.id}</span>
            </td>
            <td className="text-soft wrap-anywhere">
              {person.demoRole ? "demo person" : person.groups.map(groupLabel).join(", ") || "none"}
            </td>
            <td>
              <Roles person={person} access={access} />
            </td>
            <td className="whitespace-nowrap text-muted">
              <RelativeTime at={Date.parse(person.seenAt)} />
            </td>
            <td>
              <span className="flex flex-wrap gap-1.5">
                <Button size="sm" onClick={() => onRights(person.id)}>
                  Show rights<span className="sr-only"> of {person.name}</span>
                </Button>
                <LinkButton
                  size="sm"
                  variant="ghost"
                  href={links.audit({ actor: person.id })}
                  prefetch={false}
                >
                  Show changes<span className="sr-only"> by {person.name}</span>
                </LinkButton>
              </span>
            </td>
          </tr>
        ))}
      </RowsTable>
    </Section>
  );
}

function Roles({ person, access }: { person: AccessPerson; access: Access }) {
  const grants = grantsOfSubject(person, access.groups);
  if (grants.length === 0) return <span className="text-muted">no role</span>;
  return (
    <ul className="flex flex-col gap-1">
      {grants.map((grant) => (
        <li key={`${grant.group} ${grant.role} ${grant.workgroups.join(" ")}`}>
          <RoleOver grant={grant} />
        </li>
      ))}
    </ul>
  );
}
