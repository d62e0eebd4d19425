import type { Column } from "../engine";
import { engineError } from "../errors";
import { listedFunctions } from "../functions/listed/functions";
import type { Parse } from "./statement";

const columns: Column[] = [
  "Function",
  "Return Type",
  "Argument Types",
  "Function Type",
  "Deterministic",
  "Description",
].map((name) =>
  name === "Deterministic"
    ? { name, type: "boolean", precision: 0, scale: 0, caseSensitive: false }
    : { name, type: "varchar", precision: 2_147_483_647, scale: 0, caseSensitive: true },
);

/** SQL's LIKE over whole names. */
function likePattern(pattern: string, escapedBy: string | undefined): RegExp {
  if (escapedBy !== undefined && Array.from(escapedBy).length !== 1)
    throw engineError("INVALID_FUNCTION_ARGUMENT", "Escape string must be a single character");
  let source = "";
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && character === escapedBy) {
      escaped = true;
      continue;
    }
    if (!escaped && character === "%") source += ".*";
    else if (!escaped && character === "_") source += ".";
    else source += character.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
    escaped = false;
  }
  return new RegExp(`^${source}$`, "su");
}

/** SHOW FUNCTIONS [LIKE pattern [ESCAPE character]], after those two words: a row for each form of a function. */
export const parseShowFunctions: Parse = (reader) => {
  const pattern = reader.skip("LIKE") ? reader.text() : undefined;
  const escapedBy = pattern !== undefined && reader.skip("ESCAPE") ? reader.text() : undefined;
  return {
    async execute({ sink, signal }) {
      signal.throwIfAborted();
      const matching = pattern === undefined ? /^/ : likePattern(pattern, escapedBy);
      const found = listedFunctions.filter(({ name }) => matching.test(name));
      await sink.columns(columns);
      await sink.write(
        found.map((listed) => [
          listed.name,
          listed.returnType,
          listed.argumentTypes,
          listed.functionType,
          String(listed.deterministic),
          listed.description,
        ]),
      );
      return { updateCount: 0 };
    },
  };
};
