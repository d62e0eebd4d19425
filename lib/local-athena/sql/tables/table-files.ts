import type { ObjectStore } from "../../storage/object-store";
import { engineError } from "../errors";

/** An object that a table reads. */
export type TableFile = {
  /** The file that DuckDB opens. */
  path: string;
  /** `s3://bucket/key`, what "$path" shows. */
  uri: string;
  sizeBytes: number;
  /** Where the table keeps count of them. */
  rowCount?: number;
};

const LISTED_AT_ONCE = 1000;

/** Bucket and key prefix of `s3://bucket/prefix`. Undefined for another form. */
export function parseLocation(location: string): { bucket: string; prefix: string } | undefined {
  const match = /^s3[an]?:\/\/([^/]+)\/?(.*)$/is.exec(location);
  return match === null ? undefined : { bucket: match[1] ?? "", prefix: match[2] ?? "" };
}

/** The prefix as a folder: empty for the bucket itself, else with its closing slash. */
export const folderPrefix = (prefix: string): string =>
  prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;

/**
 * The objects below a location, in key order. Empty ones, and those in folders or with names that start with `_`
 * or `.`, are hidden, as in Athena.
 * @throws SqlError NOT_SUPPORTED for a location that is not on S3
 */
export async function filesBelow(store: ObjectStore, location: string): Promise<TableFile[]> {
  const place = parseLocation(location);
  if (place === undefined)
    throw engineError("NOT_SUPPORTED", `The location ${location} is not supported by local-athena`);
  const { bucket } = place;
  if (!(await store.bucketExists(bucket))) return [];
  const prefix = folderPrefix(place.prefix);
  const files: TableFile[] = [];
  let startAfter: string | undefined;
  do {
    const page = await store.list(bucket, {
      prefix,
      maxKeys: LISTED_AT_ONCE,
      ...(startAfter === undefined ? {} : { startAfter }),
    });
    for (const { key, sizeBytes } of page.objects) {
      const hidden = key
        .slice(prefix.length)
        .split("/")
        .some((part) => /^[_.]/.test(part));
      if (hidden || sizeBytes === 0 || key.endsWith("/")) continue;
      files.push({ path: store.pathOf(bucket, key), uri: `s3://${bucket}/${key}`, sizeBytes });
    }
    startAfter = page.nextStartAfter;
  } while (startAfter !== undefined);
  return files;
}
