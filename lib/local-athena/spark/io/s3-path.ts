import { parseLocation } from "../../sql/tables/table-files";
import { SparkError } from "../bridge";

export type S3Path = { bucket: string; key: string };

/**
 * A path as Spark writes it: `s3://`, `s3a://` or `s3n://`.
 * @throws SparkError IllegalArgumentException for other places
 */
export function s3Path(path: string): S3Path {
  const place = parseLocation(path.trim());
  if (place === undefined || place.bucket === "")
    throw new SparkError(
      "IllegalArgumentException",
      `The path ${path} is not on S3: local-athena's Spark reads and writes s3://bucket/key only`,
    );
  return { bucket: place.bucket, key: place.prefix.replaceAll(/\/{2,}/g, "/") };
}

export const pathDoesNotExist = (path: string) =>
  new SparkError("AnalysisException", `Path does not exist: ${path}`);

const isGlob = (text: string) => /[*?[{]/.test(text);

/** A glob within one folder's name as a regular expression's source: `*`, `?`, `[ab]`, `[!a]`, `{a,b}`. */
function globSource(glob: string): string {
  let source = "";
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at] ?? "";
    const closing = character === "[" ? glob.indexOf("]", at + 2) : -1;
    if (character === "\\") source += `\\${glob[++at] ?? "\\"}`;
    else if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (closing !== -1) {
      const set = glob.slice(at + 1, closing).replaceAll("\\", "\\\\");
      source += `[${/^[!^]/.test(set) ? `^${set.slice(1)}` : set}]`;
      at = closing;
    } else if (character === "{") {
      depth++;
      source += "(?:";
    } else if (character === "}" && depth > 0) {
      depth--;
      source += ")";
    } else if (character === "," && depth > 0) source += "|";
    else source += character.replace(/[$()*+.?[\\\]^{|}]/, "\\$&");
  }
  return source + ")".repeat(depth);
}

/**
 * What a path with wildcards means.
 * @returns the folder before the first of them, and a pattern whose first group is the part of a key that it names
 */
export function globOf(key: string): { folder: string; pattern: RegExp } | undefined {
  if (!isGlob(key)) return undefined;
  const segments = key.replace(/\/$/, "").split("/");
  const first = segments.findIndex(isGlob);
  const folder = segments.slice(0, first).join("/");
  const source = segments.slice(first).map(globSource).join("/");
  return { folder, pattern: new RegExp(`^(${source})(?:/|$)`) };
}
