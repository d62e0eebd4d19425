type Tags = Readonly<Record<string, string>>;

/** A tag that is set to another value, given (no `before`) or taken away (no `after`). */
export type TagChange = {
  key: string;
  before?: string | undefined;
  after?: string | undefined;
};

const own = (tags: Tags, key: string) => (Object.hasOwn(tags, key) ? tags[key] : undefined);

/** What `after` changes, in order of keys. */
export const tagChanges = (before: Tags, after: Tags): TagChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((key) => ({ key, before: own(before, key), after: own(after, key) }))
    .filter((change) => change.before !== change.after);

/** What TagResource and UntagResource take to lead from `before` to `after`. */
export function tagCalls(before: Tags, after: Tags) {
  const changes = tagChanges(before, after);
  return {
    tag: changes.flatMap(({ key, after: value }) =>
      value === undefined ? [] : [{ Key: key, Value: value }],
    ),
    untag: changes.flatMap(({ key, after: value }) => (value === undefined ? [key] : [])),
  };
}

/** What `mine` changed since `base`, on top of `theirs`. */
export function rebaseTags(base: Tags, theirs: Tags, mine: Tags): Record<string, string> {
  const merged = new Map(Object.entries(theirs));
  for (const { key, after } of tagChanges(base, mine))
    if (after === undefined) merged.delete(key);
    else merged.set(key, after);
  return Object.fromEntries(merged);
}
