import { engineError } from "../errors";
import type { AthenaType } from "../types/types";
import type { Known } from "./type-rules";

/** A column of a relation, as names in an expression find it. */
export type Field = {
  /** Lower case; undefined for a column without a name. */
  name: string | undefined;
  /** `[alias]`, or `[catalog, database, table]`; empty for a column that is nobody's. */
  qualifier: string[];
  type: Known;
  /** Left out of `*`: `$path`, and the qualified twins of the columns of USING. */
  hidden?: boolean;
};

/** What names mean at a place of the statement. */
export type NameScope = {
  fields: Field[];
  /** Some relation's columns are not known, so that a name that is not found may be one of them. */
  open: boolean;
  outer: NameScope | undefined;
};

export const emptyScope = (outer: NameScope | undefined): NameScope => ({
  fields: [],
  open: false,
  outer,
});

const endsWith = (whole: string[], end: string[]) =>
  end.length <= whole.length && end.every((part, index) => whole.at(index - end.length) === part);

function matches(scope: NameScope, qualifier: string[], name: string): Field[] {
  return scope.fields.filter(
    (field) =>
      field.name === name &&
      (qualifier.length === 0
        ? field.hidden !== true || name.startsWith("$")
        : endsWith(field.qualifier, qualifier)),
  );
}

/** The field of a row. Undefined when the type is not known or has no such field. */
export function rowField(type: Known, name: string): AthenaType | undefined {
  return type?.base === "row"
    ? type.parts.find((part) => part.name?.toLowerCase() === name)?.type
    : undefined;
}

/** Whether `rest` reads fields of a row of this type; also true for a type that is not known. */
function reads(type: Known, rest: string[]): boolean {
  const [first, ...others] = rest;
  if (first === undefined || type === undefined) return true;
  const field = rowField(type, first);
  return field !== undefined && reads(field, others);
}

/** A column that a name finds, and what is read of it. */
export type FoundColumn = {
  field: Field;
  /** Names of the fields of rows that follow the column's own. */
  rest: string[];
};

/** The type of what is read of a column, where known. */
export const typeOfColumn = ({ field, rest }: FoundColumn): Known =>
  rest.reduce<Known>((type, name) => rowField(type, name), field.type);

/**
 * What a dotted name means: the longest qualifier that finds a column, then fields of rows.
 * @param parts lower case
 * @returns undefined where it may be a column of a relation whose columns are not known
 * @throws SqlError COLUMN_NOT_FOUND, AMBIGUOUS_NAME
 */
export function resolveColumn(
  scope: NameScope,
  parts: string[],
  place: { position: string; text: string },
): FoundColumn | undefined {
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.outer) {
    for (let length = Math.min(parts.length, 4); length > 0; length--) {
      const name = parts[length - 1] ?? "";
      const found = matches(at, parts.slice(0, length - 1), name);
      const rest = parts.slice(length);
      const fitting = found.filter((field) => reads(field.type, rest));
      if (fitting.length > 1)
        throw engineError(
          "AMBIGUOUS_NAME",
          `${place.position}: Column '${place.text}' is ambiguous`,
        );
      const [only] = fitting;
      if (only !== undefined) return { field: only, rest };
    }
    if (at.open) return undefined;
  }
  throw engineError(
    "COLUMN_NOT_FOUND",
    `${place.position}: Column '${place.text}' cannot be resolved`,
  );
}
