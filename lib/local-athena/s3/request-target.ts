/** The path and query of a request as text, percent-decoded once. */
export type RequestTarget = {
  rawPath: string;
  path: string;
  query: [name: string, value: string][];
};

/**
 * Reads `req.url` without normalising it, as `..` and `//` are ordinary parts of an S3 key.
 * Undefined for anything that is not an absolute path of valid percent-encoded UTF-8.
 */
export function parseTarget(url: string): RequestTarget | undefined {
  if (!url.startsWith("/")) return undefined;
  const at = url.indexOf("?");
  const rawPath = at < 0 ? url : url.slice(0, at);
  const rawQuery = at < 0 ? "" : url.slice(at + 1);
  try {
    const query = rawQuery.split("&").filter(Boolean).map(parsePair);
    return { rawPath, path: decodeURIComponent(rawPath), query };
  } catch {
    return undefined;
  }
}

/** Percent-encodes as AWS signatures and listings want it: all but letters, digits and `-._~`. */
export function encodeUri(text: string, keep: "" | "/" = ""): string {
  const encoded = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return keep === "/" ? encoded.replaceAll("%2F", "/") : encoded;
}

function parsePair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  const name = at < 0 ? pair : pair.slice(0, at);
  const value = at < 0 ? "" : pair.slice(at + 1);
  return [decodeQuery(name), decodeQuery(value)];
}

function decodeQuery(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
