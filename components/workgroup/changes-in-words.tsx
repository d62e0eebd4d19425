import { OldAndNew } from "@/components/data/workgroup/old-and-new";
import { engineFamilyOf } from "@/lib/domain/engines";
import { changesOf } from "@/lib/domain/workgroups/changes";
import { describeChange } from "@/lib/domain/workgroups/describe";
import { isWithheld } from "@/lib/domain/workgroups/secrets";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";

type ChangesInWordsProps = { before: WorkgroupSettings; after: WorkgroupSettings };

/** What differs between two configurations of the past: each in words, as old and new. */
export function ChangesInWords({ before, after }: ChangesInWordsProps) {
  const changes = changesOf(before, after);
  // A Spark engine is always chosen: what Athena chooses by itself is SQL.
  const family = engineFamilyOf(after.engineVersion);
  if (changes.length === 0)
    return (
      <p className="text-muted">
        {Object.values(after).some(isWithheld)
          ? "Nothing differs in what is shown to you; some values are withheld."
          : "The settings are the same."}
      </p>
    );
  return (
    <ul className="flex min-w-0 flex-col gap-3">
      {changes.map((change) => {
        const described = describeChange(change, { family, before, after });
        return (
          <li key={change.setting} className="flex min-w-0 flex-col gap-1">
            <p className="font-medium wrap-anywhere">{described.title}</p>
            <OldAndNew before={described.before} after={described.after} />
          </li>
        );
      })}
    </ul>
  );
}
