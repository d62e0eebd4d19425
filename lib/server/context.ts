import type { Contract, OutputOf, ParsedInputOf } from "@/lib/contracts/contract";
import type { Actor } from "@/lib/domain/permissions";
import type { Log } from "./log";
import type { Runtime } from "./runtime";

/** One request on its way through a verb. */
export type Ctx = { runtime: Runtime; actor: Actor; requestId: string; log: Log };

/** The server side of a contract. @throws AppError for every expected failure */
export type Verb<C extends Contract> = (ctx: Ctx, input: ParsedInputOf<C>) => Promise<OutputOf<C>>;
