import { type CatalogNames, CatalogNotFound } from "../engine";
import { engineError } from "../errors";

/** The catalog of this engine under its first name, in lower case. */
export const OWN_CATALOG = "awsdatacatalog";

/** The names of an engine that knows no other catalog than its own. */
export const ownNameOnly: CatalogNames = {
  lookUp: (name) => (name.toLowerCase() === OWN_CATALOG ? "own" : undefined),
};

/**
 * Checks that a name means the catalog of this engine.
 * @param position `line L:C` of the name
 * @throws CatalogNotFound; SqlError NOT_SUPPORTED for a catalog that lies elsewhere, with the reason
 */
export function requireOwnCatalog(names: CatalogNames, name: string, position: string): void {
  const found = names.lookUp(name);
  if (found === "own") return;
  if (found === undefined) throw new CatalogNotFound(position, name);
  throw engineError("NOT_SUPPORTED", `${position}: ${found.unreachable}`);
}
