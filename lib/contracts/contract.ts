import type { z } from "zod";
import type { Action } from "@/lib/domain/permissions";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/**
 * One endpoint as data. `[name]` segments of the path are members of the input;
 * the other members travel in the query string (GET, DELETE) or the JSON body (POST, PATCH).
 */
export type Contract = {
  /** The row of the permission table that guards it; `getHealth` is open to everyone. */
  readonly name: Action | "getHealth";
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** The member of the input that names the workgroup: who may not act there is refused whatever else is sent. */
  readonly workgroupIn?: string;
  /** The largest body that is read; 4 MiB unless said. */
  readonly bodyBytesMax?: number;
};

/** Keeps method and path as literals: the browser's `call` checks its endpoint against them. */
export const contract = <const C extends Contract>(definition: C) => definition;

export type EndpointOf<C extends Contract> = `${C["method"]} ${C["path"]}`;
export type InputOf<C extends Contract> = z.input<C["input"]>;
export type ParsedInputOf<C extends Contract> = z.output<C["input"]>;
export type OutputOf<C extends Contract> = z.output<C["output"]>;
