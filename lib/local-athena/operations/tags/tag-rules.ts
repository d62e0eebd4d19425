import type { Tag } from "@aws-sdk/client-athena";
import { invalidInput } from "../../protocol/errors";
import type { StoredTag } from "../../state/tags";

const TAGS_MAX = 50;
const RESERVED = /^aws:/iu;
/** Letters, digits, spaces and `+ - = . _ : / @`, of any script. */
const TEXT = /^[\p{L}\p{N}\p{Zs}+\-=._:/@]*$/u;

/**
 * Checks tags as a call gives them (reference 6.5); a tag without a value has an empty one.
 * @throws AthenaException INVALID_INPUT for a key that is missing, reserved, ill-formed or given
 * twice, and for an ill-formed value
 */
export function checkTags(tags: readonly Tag[]): StoredTag[] {
  const seen = new Set<string>();
  return tags.map(({ Key: key, Value: value = "" }) => {
    if (key === undefined) throw invalidInput("Tag keys must not be null.");
    if (RESERVED.test(key))
      throw invalidInput(`Tag keys beginning with aws: are reserved for AWS use: ${key}`);
    for (const [what, text] of Object.entries({ key, value })) {
      if (!TEXT.test(text))
        throw invalidInput(
          `The tag ${what} '${text}' is invalid. Letters, digits, spaces and + - = . _ : / @ are allowed.`,
        );
    }
    if (seen.has(key)) throw invalidInput(`Tag keys must be unique. Duplicate tag key: ${key}`);
    seen.add(key);
    return { key, value };
  });
}

/** @throws AthenaException INVALID_INPUT when a resource would have more than 50 tags */
export function checkTagCount(present: readonly StoredTag[], added: readonly StoredTag[]): void {
  const count = new Set([...present, ...added].map((tag) => tag.key)).size;
  if (count > TAGS_MAX)
    throw invalidInput(`A resource can have at most ${TAGS_MAX} tags; this would make ${count}.`);
}

/**
 * Checks the tags of a resource that is about to be created.
 * @throws AthenaException INVALID_INPUT as `checkTags` and `checkTagCount` do
 */
export function checkNewTags(tags: readonly Tag[] = []): StoredTag[] {
  const checked = checkTags(tags);
  checkTagCount([], checked);
  return checked;
}
