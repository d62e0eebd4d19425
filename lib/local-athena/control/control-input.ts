import { z } from "zod";
import { inputMembers } from "../protocol/shapes";
import { ATHENA_FAULTS, type FaultRule, S3_FAULTS } from "./faults";
import { MACHINES, type Machine, type PaceMode } from "./pace";

const DELAY_MAX_MS = 600_000;
const STEPS_MAX = 1_000_000;
const S3_METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "*"] as const;

/** A request that the control endpoint refuses, with the reason for its sender. */
export class ControlInputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ControlInputError";
  }
}

const common = {
  delayMs: z.number().int().min(1).max(DELAY_MAX_MS).optional(),
  drop: z.enum(["before", "after"]).optional(),
  rate: z.number().min(0).max(1).optional(),
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
  count: z.number().int().min(1).optional(),
};
const operation = z
  .string()
  .refine((name) => name === "*" || inputMembers(name) !== undefined, "no operation of Athena");

const athenaFault = z
  .strictObject({ operation, error: z.enum(ATHENA_FAULTS).optional(), ...common })
  .transform((rule) => ({ service: "athena" as const, ...rule }));
const s3Fault = z
  .strictObject({ s3: z.enum(S3_METHODS), error: z.enum(S3_FAULTS).optional(), ...common })
  .transform(({ s3, ...rule }) => ({ service: "s3" as const, method: s3, ...rule }));

const machine = z.enum(MACHINES);
const paceMode = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("at-once"), machine: machine.optional() }),
    z.strictObject({ mode: z.literal("by-step"), machine: machine.optional() }),
    z.strictObject({
      mode: z.literal("by-clock"),
      machine: machine.optional(),
      factor: z.number().min(0).max(1_000).default(1),
    }),
  ])
  .transform(({ machine, ...mode }) => ({ mode, machine }));
const steps = z.strictObject({ machine, steps: z.number().int().min(1).max(STEPS_MAX).default(1) });

function checked<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const reasons = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  throw new ControlInputError(reasons.join("; "));
}

const isRecord = (input: unknown): input is Record<string, unknown> =>
  typeof input === "object" && input !== null && !Array.isArray(input);

/**
 * A fault as JSON: `{"operation": "GetQueryExecution", "error": "ThrottlingException", "count": 3}`, for S3
 * `{"s3": "PUT", "drop": "after", "rate": 0.1}`.
 * @throws ControlInputError
 */
export function faultIn(input: unknown): FaultRule {
  if (!isRecord(input) || "operation" in input === "s3" in input)
    throw new ControlInputError(
      'give "operation" (an Athena operation or "*") or "s3" (a method or "*")',
    );
  const rule = "s3" in input ? checked(s3Fault, input) : checked(athenaFault, input);
  if (rule.error !== undefined && rule.drop !== undefined)
    throw new ControlInputError('"error" and "drop" exclude each other');
  if (rule.error === undefined && rule.drop === undefined && rule.delayMs === undefined)
    throw new ControlInputError('give "error", "drop" or "delayMs"');
  return rule;
}

/**
 * A pace as JSON: `{"mode": "by-clock", "factor": 0.1}`, for one machine with `"machine"`.
 * @throws ControlInputError
 */
export const paceIn = (input: unknown): { mode: PaceMode; machine?: Machine | undefined } =>
  checked(paceMode, input);

/**
 * Steps as JSON: `{"machine": "query-execution", "steps": 2}`.
 * @throws ControlInputError
 */
export const stepsIn = (input: unknown): { machine: Machine; steps: number } =>
  checked(steps, input);
