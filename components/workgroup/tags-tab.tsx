import Link from "next/link";
import { CopyButton } from "@/components/ui/copy-button";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";

/** Its tags; each leads to the workgroups that have it too. */
export function TagsTab({ workgroup: { settings, tagsProblem } }: { workgroup: WorkgroupDetail }) {
  const tags = Object.entries(settings.tags);
  if (tags.length === 0)
    return (
      <p className="text-muted">
        {tagsProblem
          ? "They could not be read."
          : "It has no tags. They are set where it is edited."}
      </p>
    );
  return (
    <dl className="max-w-[72ch] divide-y overflow-hidden rounded-lg border bg-raised">
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
