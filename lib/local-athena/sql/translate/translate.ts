import { QuotedIdentifierContext } from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { bindOnce } from "../macros/bind-once";
import { macroExpansions } from "../macros/macros";
import type { Tree } from "../trino-parser";
import "./arithmetic";
import "./calls";
import "./casts";
import "./expressions";
import "./literals";
import "./predicates";
import "./queries";
import { type Scope, type TranslationOptions, Translator } from "./translator";
import { walk } from "./tree";
import { hasZones } from "./zoned-groups";

export type Translation = {
  /** DuckDB SQL. */
  sql: string;
  /** Names of every column (and relation) that the statement mentions, in lower case. */
  identifiers: Set<string>;
  /** Output aliases as written. */
  aliases: Set<string>;
  /** Whether a `*` makes the statement read whole rows. */
  hasStar: boolean;
};

function asksPath(tree: Tree): boolean {
  for (const node of walk(tree))
    if (node instanceof QuotedIdentifierContext && node.getText() === '"$path"') return true;
  return false;
}

/**
 * Writes a parsed Trino query as DuckDB SQL.
 * @throws SqlError NOT_SUPPORTED for what would not mean the same, TABLE_NOT_FOUND, FUNCTION_NOT_FOUND and their kin
 */
export function translate(tree: Tree, scope: Scope, options: TranslationOptions): Translation {
  const translator = new Translator(scope, options);
  translator.hasZones = hasZones(tree) || options.analysis?.readsZones === true;
  translator.asksPath = asksPath(tree);
  const sql = bindOnce(translator.emit(tree), macroExpansions);
  const { identifiers, aliases, hasStar } = translator;
  return { sql, identifiers, aliases, hasStar };
}
