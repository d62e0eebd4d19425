import type { Tree } from "../../trino-parser";
import { userError } from "../translator";
import { positionOf, quoteText } from "../tree";
import { literal, type Rule, taking } from "./rule";

/** `$.a["b c"][0]` in DuckDB's path syntax. Undefined for what it does not read alike. */
function nativePath(node: Tree | undefined, call: Tree): string | undefined {
  const path = literal(node);
  if (path === undefined || !path.startsWith("$")) return undefined;
  const steps =
    path.slice(1).match(/\.[^.[\]"'*?@\s]+|\["(?:[^"\\])*"\]|\['[^'\\]*'\]|\[\d+\]/g) ?? [];
  if (steps.join("") !== path.slice(1)) {
    if (!/[*?@]|\.\.|\[[^\d"']|\[$/.test(path)) return undefined;
    throw userError(
      "INVALID_FUNCTION_ARGUMENT",
      1106,
      `${positionOf(call)}: Invalid JSON path: '${path}'`,
    );
  }
  // A name of digits is an index too, and DuckDB takes quotes out of names.
  if (
    steps.some((step) =>
      /^\.\d+$|^\[.*["\\].*["'].*\]$|^\["\d+"\]$/.test(step.replace(/^\["([^"]*)"\]$/, "[$1]")),
    )
  )
    return undefined;
  const written = steps.map((step) => {
    if (/^\[\d/.test(step)) return step;
    const name = step.startsWith(".") ? step.slice(1) : step.slice(2, -2);
    return `."${name}"`;
  });
  return quoteText(`$${written.join("")}`);
}

export const jsonRules: Record<string, Rule> = {
  json_extract: taking(2, 2, ([value, path], t, node) => {
    const native = nativePath(path, node);
    return native === undefined
      ? `CAST(athena_json_path_extract(${t.emit(value)}, ${t.emit(path as Tree)}) AS JSON)`
      : `athena_json_extract(${t.emit(value)}, ${native})`;
  }),
  json_extract_scalar: taking(2, 2, ([value, path], t, node) => {
    const native = nativePath(path, node);
    return native === undefined
      ? `athena_json_path_scalar(${t.emit(value)}, ${t.emit(path as Tree)})`
      : `athena_json_scalar(${t.emit(value)}, ${native})`;
  }),
};
