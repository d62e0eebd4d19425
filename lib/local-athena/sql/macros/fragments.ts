/** Pieces of the macros' SQL. `typeof` is constant once bound, so a branch on it costs nothing when it runs. */
export const isFloat = (x: string): string => `typeof(${x}) IN ('DOUBLE', 'FLOAT')`;
export const isText = (x: string): string => `typeof(${x}) = 'VARCHAR'`;
export const isDecimal = (x: string): string => `typeof(${x}) LIKE 'DECIMAL%'`;

/** Not error(): that is volatile, and TRY refuses volatile expressions. errors.ts reads the text back. */
export const fail = (name: string, text: string): string => `athena_fail('${name}: ${text}')`;

/** A failure that has the type of another expression: `cast_to_type(a, b)` gives a the type of b. */
export const failAs = (name: string, text: string, like: string): string =>
  `cast_to_type(${fail(name, text)}, ${like})`;
