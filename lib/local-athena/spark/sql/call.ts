import type { Call, Expression } from "../plan/plan";

export const call = (name: string, ...args: Expression[]): Call => ({ expr: "call", name, args });
