import { invalidArgument, type NativeFunction, native } from "./native-function";

/** RFC 3986: scheme, authority, path, query, fragment. */
const parts =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** Java's URI takes no blank, no control character and none of these, and percent signs only before two digits. */
const illegal = /[\s"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})/;

type Address = {
  protocol: string;
  host: string;
  port: bigint | null;
  path: string;
  query: string;
  fragment: string;
};

/** NULL comes of what is no address at all. */
function parsed(url: string): Address | null {
  const match = illegal.test(url) ? null : parts.exec(url);
  if (match === null) return null;
  const [, protocol = "", authority = "", path = "", query = "", fragment = ""] = match;
  const server = /^(?:[^@]*@)?(\[[0-9A-Fa-f:.]+\]|[^:@]*)(?::(\d*))?$/.exec(authority);
  return {
    protocol,
    host: server?.[1] ?? "",
    port: server?.[2] ? BigInt(server[2]) : null,
    path: percentDecoded(path),
    query: percentDecoded(query),
    fragment: percentDecoded(fragment),
  };
}

const percentDecoded = (text: string): string =>
  text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
  );

function formDecoded(text: string): string {
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (bad !== null)
    throw invalidArgument(
      text.length - bad.index < 3
        ? "URLDecoder: Incomplete trailing escape (%) pattern"
        : `URLDecoder: Illegal hex characters in escape (%) pattern - ${text.slice(bad.index + 1, bad.index + 3)}`,
    );
  return percentDecoded(text.replaceAll("+", " "));
}

const formEncoded = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString())
    .replaceAll("%20", "+")
    .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

function parameter(url: string, name: string): string | null {
  const query = illegal.test(url) ? undefined : parts.exec(url)?.[4];
  for (const pair of query === undefined || query === "" ? [] : query.split("&")) {
    const at = pair.indexOf("=");
    if (percentDecoded(at < 0 ? pair : pair.slice(0, at)) === name)
      return at < 0 ? "" : percentDecoded(pair.slice(at + 1));
  }
  return null;
}

const part = (name: keyof Omit<Address, "port">): NativeFunction =>
  native(`athena_url_${name}`, ["varchar"], "varchar", (url) => parsed(url)?.[name] ?? null);

/** Trino's functions of web addresses, which follow Java's URI: without the part `''`, no address NULL. */
export const urlFunctions: readonly NativeFunction[] = [
  part("protocol"),
  part("host"),
  part("path"),
  part("query"),
  part("fragment"),
  native("athena_url_port", ["varchar"], "bigint", (url) => parsed(url)?.port ?? null),
  native("athena_url_parameter", ["varchar", "varchar"], "varchar", parameter),
  native("athena_url_encode", ["varchar"], "varchar", formEncoded),
  native("athena_url_decode", ["varchar"], "varchar", formDecoded),
];
