import { z } from "zod";
import { ERROR_STATUS, type ErrorCode } from "@/lib/domain/errors";

/** The body of every answer that is not 2xx. */
export const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    requestId: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});
