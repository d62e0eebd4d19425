import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { childrenOf, core, identifierText, isLeaf } from "./translate/tree";
import type { Tree } from "./trino-parser";

/** The parts of a table's name, in lower case. */
export function tableNameParts(reference: Tree): string[] {
  const inner = core(reference);
  const parts = childrenOf(inner).filter((child) => !isLeaf(child));
  return (inner instanceof G.IdentifierContext || parts.length === 0 ? [inner] : parts).map(
    (part) => identifierText(part).toLowerCase(),
  );
}
