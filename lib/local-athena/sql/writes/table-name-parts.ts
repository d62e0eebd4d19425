import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { childrenOf, core, identifierText, isLeaf } from "../translate/tree";
import type { Tree } from "../trino-parser";

/** The parts of a table's name, in lower case. */
export function tableNameParts(reference: Tree): string[] {
  const inner = core(reference);
  if (inner instanceof G.IdentifierContext) return [identifierText(inner).toLowerCase()];
  return childrenOf(inner)
    .filter((child) => !isLeaf(child))
    .map((child) => identifierText(child).toLowerCase());
}
