import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { ExactTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { Access } from "@/lib/contracts/access";
import { coveredBy, groupLabel } from "@/lib/domain/access";
import { formatCount } from "@/lib/domain/format";
import { type Grant, ROLES } from "@/lib/domain/permissions";
import { Patterns, RoleBadge } from "./role-over";
import { RowsTable } from "./rows-table";

const SHOWN_WORKGROUPS_MAX = 8;

/** Where grants come from, and which group has which role over what. */
export function GrantsPanel({ access }: { access: Access }) {
  const { groups, workgroups, workgroupsProblem } = access;
  return (
    <div className="flex flex-col gap-6">
      <Section title="Where they come from">
        <DefinitionList rows={sourceFacts(access)} />
      </Section>
      <Section title="Groups" meta={formatCount(groups.length)}>
        {groups.length === 0 ? (
          <p className="text-muted">The policy names no group: nobody gets in by it.</p>
        ) : (
          <RowsTable label="Groups" heads={["Group", "Role", "Workgroups", "That is now"]}>
            {groups.flatMap(({ group, grants }) =>
              grants.length === 0
                ? [
                    <tr key={group}>
                      <td className="font-medium wrap-anywhere">{groupLabel(group)}</td>
                      <td colSpan={3} className="text-muted">
                        no grant
                      </td>
                    </tr>,
                  ]
                : grants.map((grant, index) => (
                    <tr key={`${group} ${grant.role} ${grant.workgroups.join(" ")}`}>
                      <td className="font-medium wrap-anywhere">
                        {index === 0 ? (
                          groupLabel(group)
                        ) : (
                          <span className="md:sr-only">{groupLabel(group)}</span>
                        )}
                      </td>
                      <td>
                        <RoleBadge role={grant.role} />
                      </td>
                      <td>
                        <Patterns patterns={grant.workgroups} />
                      </td>
                      <td className="text-soft">
                        <span className="md:hidden">now </span>
                        {workgroups ? (
                          <Covered grant={grant} workgroups={workgroups} />
                        ) : (
                          <span className="text-muted">{workgroupsProblem}</span>
                        )}
                      </td>
                    </tr>
                  )),
            )}
          </RowsTable>
        )}
      </Section>
    </div>
  );
}

function Covered({ grant, workgroups }: { grant: Grant; workgroups: readonly string[] }) {
  const covered = coveredBy(grant, workgroups);
  if (covered.length === 0) return <span className="text-warn">no workgroup</span>;
  if (covered.length === workgroups.length && covered.length > 1)
    return <>all {formatCount(covered.length)}</>;
  const more = covered.length - SHOWN_WORKGROUPS_MAX;
  return (
    <span className="wrap-anywhere">
      {covered.slice(0, SHOWN_WORKGROUPS_MAX).join(", ")}
      {more > 0 ? ` and ${formatCount(more)} more` : null}
    </span>
  );
}

function sourceFacts({ file, groupsClaim, demoPeople, assumedRoles }: Access): Definition[] {
  const assumed = ROLES.flatMap((role) => {
    const name = assumedRoles[role];
    return name === undefined ? [] : [`${role}: ${name}`];
  });
  return [
    file
      ? {
          label: "Policy file",
          value: <CopyableId id={file.path} label="path" full />,
        }
      : {
          label: "Policy file",
          value:
            "none: the built-in groups are in force. ACCESS_POLICY_FILE names a file of yours.",
        },
    ...(file ? [{ label: "Loaded", value: <ExactTime at={Date.parse(file.loadedAt)} /> }] : []),
    {
      label: "Groups",
      value: groupsClaim ? `the claim "${groupsClaim}" of the sign-in provider` : undefined,
      none: "no sign-in provider is set",
    },
    {
      label: "Demo people",
      value: demoPeople
        ? "may sign in on this machine; their role does not come from groups"
        : "switched off",
    },
    {
      label: "AWS roles",
      value:
        assumed.length > 0 ? `${assumed.join(", ")}; the session is named after the person` : "",
      none: "none: everything is signed with the console's own identity",
    },
  ];
}
