import type { z } from "zod";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/**
 * One endpoint as data. `[name]` segments of the path are members of the input;
 * the other members travel in the query string (GET, DELETE) or the JSON body (POST, PATCH).
 */
export type Contract = {
  readonly name: string;
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** The largest body that is read; 4 MiB unless said. */
  readonly bodyBytesMax?: number;
};

/** Keeps method and path as literals: the browser's `call` checks its endpoint against them. */
export const contract = <const C extends Contract>(definition: C) => definition;

export type EndpointOf<C extends Contract> = `${C["method"]} ${C["path"]}`;
export type InputOf<C extends Contract> = z.input<C["input"]>;
export type ParsedInputOf<C extends Contract> = z.output<C["input"]>;
export type OutputOf<C extends Contract> = z.output<C["output"]>;
