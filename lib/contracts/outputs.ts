import { z } from "zod";
import type { Output } from "@/lib/domain/outputs";

const multilineText = z.union([z.string(), z.array(z.string())]);
const record = z.record(z.string(), z.unknown());

/** One output of a code cell in nbformat 4; see lib/domain/outputs.ts. */
export const output = z.discriminatedUnion("output_type", [
  z.object({ output_type: z.literal("stream"), name: z.string(), text: multilineText }),
  z.object({
    output_type: z.literal("error"),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  }),
  z.object({
    output_type: z.enum(["display_data", "execute_result"]),
    data: record,
    metadata: record.optional(),
    execution_count: z.number().nullable().optional(),
  }),
]) satisfies z.ZodType<Output>;
