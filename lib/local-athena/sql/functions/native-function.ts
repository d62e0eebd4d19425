import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  DATE,
  DOUBLE,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBScalarFunction,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  dateValue,
  INTEGER,
  LIST,
  listValue,
  MAP,
  mapValue,
  STRUCT,
  structValue,
  TIMESTAMP,
  TIMESTAMPTZ,
  VARCHAR,
} from "@duckdb/node-api";

/** A value of each kind as JavaScript sees it; instants and local times in microseconds, dates in days. */
type Kinds = {
  varchar: string;
  bigint: bigint;
  integer: number;
  double: number;
  boolean: boolean;
  varbinary: Uint8Array;
  date: number;
  timestamp: bigint;
  timestamptz: bigint;
  /** An instant in microseconds, and the zone that it is told in. */
  zoned: { instant: bigint; zone: string };
  varchars: (string | null)[];
  bigints: (bigint | null)[];
  doubles: (number | null)[];
  bigintLists: bigint[][];
  varcharLists: (string | null)[][];
  varcharMap: Map<string, string | null>;
  varcharMultimap: Map<string, string[]>;
  doubleMap: Map<string, number | null>;
  frequencies: [number, number][];
};

type Kind = keyof Kinds;

type Conversion<T> = {
  type: DuckDBType;
  read(value: DuckDBValue): T;
  write(value: T): DuckDBValue;
};

const same = <T extends DuckDBValue>(type: DuckDBType): Conversion<T> => ({
  type,
  read: (value) => value as T,
  write: (value) => value,
});

function list<T extends DuckDBValue>(type: DuckDBType): Conversion<T[]> {
  return {
    type: LIST(type),
    read: (value) => (value instanceof DuckDBListValue ? ([...value.items] as T[]) : []),
    write: (value) => listValue(value),
  };
}

/** Only ever returned. */
const lists = <T extends DuckDBValue>(type: DuckDBType): Conversion<T[][]> => ({
  type: LIST(LIST(type)),
  read: () => [],
  write: (value) => listValue(value.map((inner) => listValue(inner))),
});

const entriesOf = (value: DuckDBValue) => (value instanceof DuckDBMapValue ? value.entries : []);

function map<K extends DuckDBValue, V extends DuckDBValue>(
  key: DuckDBType,
  value: DuckDBType,
): Conversion<Map<K, V>> {
  return {
    type: MAP(key, value),
    read: (found) => new Map(entriesOf(found).map((entry) => [entry.key as K, entry.value as V])),
    write: (entries) =>
      mapValue(
        [...entries].map(([entryKey, entryValue]) => ({ key: entryKey, value: entryValue })),
      ),
  };
}

const conversions: { [K in Kind]: Conversion<Kinds[K]> } = {
  varchar: same(VARCHAR),
  bigint: same(BIGINT),
  integer: same(INTEGER),
  double: same(DOUBLE),
  boolean: same(BOOLEAN),
  varbinary: {
    type: BLOB,
    read: (value) => (value instanceof DuckDBBlobValue ? value.bytes : new Uint8Array()),
    write: (value) => blobValue(value),
  },
  date: {
    type: DATE,
    read: (value) => (value instanceof DuckDBDateValue ? value.days : 0),
    write: (value) => dateValue(value),
  },
  timestamp: {
    type: TIMESTAMP,
    read: (value) => (value instanceof DuckDBTimestampValue ? value.micros : 0n),
    write: (value) => new DuckDBTimestampValue(value),
  },
  timestamptz: {
    type: TIMESTAMPTZ,
    read: (value) => (value instanceof DuckDBTimestampTZValue ? value.micros : 0n),
    write: (value) => new DuckDBTimestampTZValue(value),
  },
  // The struct of macros/zones.ts. Only ever returned.
  zoned: {
    type: STRUCT({ __instant: TIMESTAMPTZ, __zone: VARCHAR }),
    read: () => ({ instant: 0n, zone: "UTC" }),
    write: ({ instant, zone }) =>
      structValue({ __instant: new DuckDBTimestampTZValue(instant), __zone: zone }),
  },
  varchars: list(VARCHAR),
  bigints: list(BIGINT),
  doubles: list(DOUBLE),
  bigintLists: lists<bigint>(BIGINT),
  varcharLists: lists<string | null>(VARCHAR),
  varcharMap: map(VARCHAR, VARCHAR),
  varcharMultimap: {
    type: MAP(VARCHAR, LIST(VARCHAR)),
    read: () => new Map(),
    write: (value) =>
      mapValue([...value].map(([key, values]) => ({ key, value: listValue(values) }))),
  },
  doubleMap: map(VARCHAR, DOUBLE),
  frequencies: {
    type: MAP(DOUBLE, DOUBLE),
    read: () => [],
    write: (value) => mapValue(value.map(([key, count]) => ({ key, value: count }))),
  },
};

/** A function of Athena's written in JavaScript, as it is registered with DuckDB. */
export type NativeFunction = { name: string; create: () => DuckDBScalarFunction };

/** A failure of a query's own making; errors.ts reads the name back. */
export class FunctionError extends Error {
  constructor(name: string, message: string) {
    super(`${name}: ${message}`);
  }
}

export const invalidArgument = (message: string): FunctionError =>
  new FunctionError("INVALID_FUNCTION_ARGUMENT", message);

/**
 * Describes a scalar function. NULL among its arguments makes it NULL without a call; what it throws fails the query.
 * Several of one name are told apart by their parameters' types. The guard runs the rows of a vector, at most 2,048.
 */
export function native<const P extends readonly Kind[], R extends Kind>(
  name: string,
  parameters: P,
  returns: R,
  call: (...values: { [I in keyof P]: Kinds[P[I]] }) => Kinds[R] | null,
  guard: (work: () => void) => void = (work) => work(),
): NativeFunction {
  const readers = parameters.map((kind) => conversions[kind].read);
  const { type, write } = conversions[returns];
  const create = () =>
    DuckDBScalarFunction.create({
      name,
      parameterTypes: parameters.map((kind) => conversions[kind].type),
      returnType: type,
      mainFunction: (info, input, output) => {
        try {
          const columns = readers.map((_, index) => input.getColumnVector(index));
          guard(() => {
            for (let row = 0; row < input.rowCount; row++) {
              let isNull = false;
              const values = columns.map((column, index) => {
                const value = column.getItem(row);
                if (value === null) isNull = true;
                return value === null ? null : readers[index]?.(value);
              });
              const result = isNull
                ? null
                : call(...(values as unknown as { [I in keyof P]: Kinds[P[I]] }));
              output.setItem(row, result === null ? null : write(result));
            }
          });
          output.flush();
        } catch (error) {
          info.setError(error instanceof FunctionError ? error.message : String(error));
        }
      },
    });
  return { name, create };
}

/** Makes functions callable from every connection of the instance. */
export function registerFunctions(
  connection: DuckDBConnection,
  functions: readonly NativeFunction[],
): void {
  for (const definition of functions) connection.registerScalarFunction(definition.create());
}
