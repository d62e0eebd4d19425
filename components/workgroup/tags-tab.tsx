import { Pencil } from "lucide-react";
import Link from "next/link";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { useMe } from "@/lib/client/me";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";

/** Its tags; each leads to the workgroups that have it too. */
export function TagsTab({ workgroup }: { workgroup: WorkgroupDetail }) {
  const { name, settings, tagsProblem } = workgroup;
  const me = useMe();
  const mayEdit = me && decide(me.actor, "updateWorkgroup", { workgroup: name }).allowed;
  const tags = Object.entries(settings.tags);
  if (tagsProblem) return <p className="text-warn">They could not be read: {tagsProblem}</p>;
  return (
    <div className="flex max-w-[72ch] flex-col items-start gap-3">
      {tags.length === 0 ? <p className="text-muted">It has no tags.</p> : <Tags tags={tags} />}
      {mayEdit ? (
        <LinkButton
          size="sm"
          icon={<Pencil aria-hidden />}
          href={links.editWorkgroup(name, { setting: "tags" })}
        >
          {tags.length === 0 ? "Add tags" : "Edit tags"}
        </LinkButton>
      ) : null}
    </div>
  );
}

function Tags({ tags }: { tags: readonly (readonly [string, string])[] }) {
  return (
    <dl className="w-full divide-y overflow-hidden rounded-lg border bg-raised">
      {tags.map(([key, value]) => (
        <div
          key={key}
          className="grid min-h-9 items-center gap-x-4 px-3 py-1 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
        >
          <dt className="min-w-0 wrap-anywhere text-muted">{key}</dt>
          <dd className="flex min-w-0 items-center gap-1.5">
            <Link
              href={links.workgroups({ tag: value === "" ? key : `${key}=${value}` })}
              title="Workgroups with this tag"
              className="min-w-0 rounded-sm wrap-anywhere underline decoration-line-strong underline-offset-2 hover:decoration-current"
            >
              {value || <span className="text-muted">empty</span>}
            </Link>
            <span className="ml-auto">
              <CopyButton text={`${key}=${value}`} label={`Copy tag ${key}`} size="sm" />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
