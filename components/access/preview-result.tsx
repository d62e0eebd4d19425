import { CircleMinus, CirclePlus, Pencil } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";
import { StateBadge } from "@/components/ui/state-badge";
import type { Access, AccessPreview, AccessRoleChange } from "@/lib/contracts/access";
import { groupLabel } from "@/lib/domain/access";
import { formatCount } from "@/lib/domain/format";
import type { Grant } from "@/lib/domain/permissions";
import { RoleBadge, RoleOver } from "./role-over";
import { RowsTable } from "./rows-table";

type Good = Extract<AccessPreview, { groups: unknown }>;

const kinds = {
  added: { tone: "ok", label: "New", icon: <CirclePlus aria-hidden /> },
  changed: { tone: "busy", label: "Changed", icon: <Pencil aria-hidden /> },
  removed: { tone: "bad", label: "Gone", icon: <CircleMinus aria-hidden /> },
} as const;

/** What a policy that can be used would change. */
export function PreviewResult({ preview, file }: { preview: Good; file: Access["file"] }) {
  const { groupChanges, personChanges, peopleCount, warnings, missing } = preview;
  return (
    <div className="flex flex-col gap-5">
      {warnings.length + missing.length > 0 ? (
        <div className="flex flex-col gap-2">
          {warnings.map((warning) => (
            <Banner key={warning} tone="warn">
              {warning}
            </Banner>
          ))}
          {missing.map((reason) => (
            <Banner key={reason} tone="warn">
              Part of the comparison is missing: {reason}
            </Banner>
          ))}
        </div>
      ) : null}
      <Section title="Groups that change" meta={formatCount(groupChanges.length)}>
        {groupChanges.length === 0 ? (
          <p className="text-muted">Every group keeps what it has.</p>
        ) : (
          <RowsTable label="Groups that change" heads={["Group", "Change", "Gains", "Loses"]}>
            {groupChanges.map(({ group, kind, gains, loses }) => (
              <tr key={group}>
                <td className="font-medium wrap-anywhere">{groupLabel(group)}</td>
                <td>
                  <StateBadge {...kinds[kind]} inFlight={false} />
                </td>
                <td>
                  <Grants grants={gains} words="gains" />
                </td>
                <td>
                  <Grants grants={loses} words="loses" />
                </td>
              </tr>
            ))}
          </RowsTable>
        )}
      </Section>
      <Section
        title="People who gain or lose"
        meta={`${formatCount(personChanges.length)} of ${formatCount(peopleCount)} known`}
      >
        {personChanges.length === 0 ? (
          <p className="text-muted">Nobody who has signed in so far gains or loses anything.</p>
        ) : (
          <RowsTable label="People who gain or lose" heads={["Person", "Gains", "Loses"]}>
            {personChanges.map(({ person, gains, loses }) => (
              <tr key={person.id}>
                <td className="wrap-anywhere">
                  <span className="font-medium">{person.name}</span>
                  <span className="block text-sm text-muted">{person.email ?? person.id}</span>
                </td>
                <td>
                  <Changes changes={gains} words="gains" />
                </td>
                <td>
                  <Changes changes={loses} words="loses" />
                </td>
              </tr>
            ))}
          </RowsTable>
        )}
      </Section>
      <Section title="Put it in use">
        <HowTo file={file} />
      </Section>
    </div>
  );
}

function HowTo({ file }: { file: Access["file"] }) {
  if (!file)
    return (
      <p className="max-w-[72ch]">
        Save the policy as a file on the console&apos;s machine, set{" "}
        <code className="font-mono text-sm">ACCESS_POLICY_FILE</code> to its path and start the
        console again. From then on a changed file is in force without a restart.
      </p>
    );
  const command = `mv policy.json ${/^[\w./-]+$/.test(file.path) ? file.path : `'${file.path.replaceAll("'", "'\\''")}'`}`;
  return (
    <div className="flex max-w-[72ch] flex-col gap-2">
      <p>
        Save the policy beside the file and put it in its place. It is in force from the next
        request on, a second later at most; nobody has to sign in again.
      </p>
      <p className="flex items-center gap-1.5">
        <code className="min-w-0 rounded bg-sunken px-2 py-1 font-mono text-sm wrap-anywhere">
          {command}
        </code>
        <CopyButton text={command} label="Copy command" size="sm" variant="ghost" />
      </p>
    </div>
  );
}

function Grants({ grants, words }: { grants: readonly Grant[]; words: string }) {
  if (grants.length === 0) return <span className="text-muted max-md:hidden">nothing</span>;
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="text-muted md:hidden">{words}</span>
      {grants.map((grant) => (
        <RoleOver key={`${grant.role} ${grant.workgroups.join(" ")}`} grant={grant} />
      ))}
    </span>
  );
}

function Changes({ changes, words }: { changes: readonly AccessRoleChange[]; words: string }) {
  if (changes.length === 0) return <span className="text-muted max-md:hidden">nothing</span>;
  return (
    <ul className="flex flex-col gap-1">
      {changes.map(({ before, after, everywhere, workgroups }) => (
        <li
          key={`${before} ${after}`}
          className="flex flex-wrap items-baseline gap-x-1.5 gap-y-0.5"
        >
          <span className="text-muted md:hidden">{words}</span>
          {before ? <RoleBadge role={before} /> : <span className="text-muted">no role</span>}
          <span aria-hidden className="text-muted">
            →
          </span>
          <span className="sr-only">becomes</span>
          {after ? <RoleBadge role={after} /> : <span className="text-muted">no role</span>}
          <span className="min-w-0 wrap-anywhere">{overWords(everywhere, workgroups)}</span>
        </li>
      ))}
    </ul>
  );
}

const SHOWN_MAX = 6;

function overWords(everywhere: boolean, workgroups: readonly string[]): string {
  const more = workgroups.length - SHOWN_MAX;
  const names = `${workgroups.slice(0, SHOWN_MAX).join(", ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}`;
  if (!everywhere) return `over ${names}`;
  return workgroups.length === 0
    ? "over all workgroups as such"
    : `over all workgroups, those to come as well: now ${names}`;
}
