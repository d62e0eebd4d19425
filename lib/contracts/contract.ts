import type { z } from "zod";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/**
 * One endpoint as data. `[name]` segments of the path are members of the input;
 * the other members travel in the query string (GET, DELETE) or the JSON body (POST, PATCH).
 */
export type Contract<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly input: Input;
  readonly output: Output;
};

export const contract = <Input extends z.ZodType, Output extends z.ZodType>(
  definition: Contract<Input, Output>,
) => definition;

export type InputOf<C extends Contract> = z.input<C["input"]>;
export type ParsedInputOf<C extends Contract> = z.output<C["input"]>;
export type OutputOf<C extends Contract> = z.output<C["output"]>;
