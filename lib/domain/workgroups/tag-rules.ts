import { settingProblem, SESSION_TAGS_MAX as TAGS_MAX } from "../session-settings";
import type { SettingId, TextMap } from "./settings";

/** Tags that AWS sets itself, on what CloudFormation made for one. */
const isOfAws = (key: string) => /^aws:/i.test(key);

/** These tags with those of AWS that a workgroup has: nobody sets, changes or removes those. */
export const withTagsOfAws = (tags: TextMap, own: TextMap): TextMap =>
  Object.fromEntries([
    ...Object.entries(tags).filter(([key]) => !isOfAws(key)),
    ...Object.entries(own).filter(([key]) => isOfAws(key)),
  ]);

export const withoutTagsOfAws = (tags: TextMap): TextMap => withTagsOfAws(tags, {});

function tagProblem(key: string, value: string, before: TextMap): string | undefined {
  if (Object.hasOwn(before, key) && before[key] === value) return undefined;
  if (key === "") return "A tag has no key. Name it, or remove it.";
  if (isOfAws(key))
    return Object.hasOwn(before, key)
      ? `The tag ${key} belongs to AWS and cannot be changed.`
      : `Keys beginning with aws: belong to AWS. Choose another key than ${key}.`;
  const inKey = settingProblem("tagKey", key);
  if (inKey) return `The key ${shown(key)}: ${inKey}.`;
  const inValue = settingProblem("tagValue", value);
  return inValue && `The value of ${shown(key)}: ${inValue}.`;
}

const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** What Athena would refuse of tags of `owner`; those that are as they were are left alone. */
export function tagsProblem(tags: TextMap, before: TextMap, owner: string): string | undefined {
  const messages = Object.entries(tags).map(([key, value]) => tagProblem(key, value, before));
  const lost = Object.keys(before).find((key) => isOfAws(key) && !Object.hasOwn(tags, key));
  const [now, then] = [tags, before].map((map) => Object.keys(map).filter((key) => !isOfAws(key)));
  const count = now?.length ?? 0;
  return (
    messages.find(Boolean) ??
    (lost && `The tag ${lost} belongs to AWS and cannot be removed.`) ??
    (count > TAGS_MAX && count > (then?.length ?? 0)
      ? `${owner} has at most ${TAGS_MAX} tags; these are ${count}. Remove ${count - TAGS_MAX}.`
      : undefined)
  );
}

/** As `tagsProblem`, of a workgroup. */
export function tagProblems(
  tags: TextMap,
  before: TextMap = {},
): { setting: SettingId; message: string }[] {
  const message = tagsProblem(tags, before, "A workgroup");
  return message ? [{ setting: "tags", message }] : [];
}
