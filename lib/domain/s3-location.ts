const LOCATION = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s;

/**
 * The bucket and prefix of `s3://bucket/folder/`; undefined for anything else. The prefix is empty or ends with a
 * slash: Athena writes below a location, whether it ends with one or not.
 */
export function s3LocationOf(location: string): { bucket: string; prefix: string } | undefined {
  const [, bucket, path = ""] = LOCATION.exec(location) ?? [];
  if (bucket === undefined) return undefined;
  return { bucket, prefix: path === "" || path.endsWith("/") ? path : `${path}/` };
}
