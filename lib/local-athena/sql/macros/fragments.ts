/** Pieces of the macros' SQL. `typeof` is constant once bound, so a branch on it costs nothing when it runs. */
export const isFloat = (x: string): string => `typeof(${x}) IN ('DOUBLE', 'FLOAT')`;
export const isText = (x: string): string => `typeof(${x}) = 'VARCHAR'`;
export const isDecimal = (x: string): string => `typeof(${x}) LIKE 'DECIMAL%'`;

/** Not error(): that is volatile, and TRY refuses volatile expressions. errors.ts reads the text back. */
export const fail = (name: string, text: string): string => `athena_fail('${name}: ${text}')`;

/** A failure that has the type of another expression: `cast_to_type(a, b)` gives a the type of b. */
export const failAs = (name: string, text: string, like: string): string =>
  `cast_to_type(${fail(name, text)}, ${like})`;

/**
 * A body over a value that is computed once. A macro repeats its arguments, and DuckDB would compute a repeated one
 * anew for every element that a lambda sees; here the body names the value `v`.
 */
export const once = (value: string, body: string): string =>
  `list_transform([${value}], lambda v: ${body})[1]`;
