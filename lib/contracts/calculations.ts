import { z } from "zod";
import { OUTPUT_STREAMS } from "@/lib/domain/calculations";
import { contract } from "./contract";
import { keepable } from "./keepable";
import { output } from "./outputs";

const text = z.string().optional();
const number = z.number().optional();

/** Ids are UUID-like and not version 4 (reference 3.2). */
const sessionId = z.object({ id: keepable(256) });
const calculationId = z.object({
  id: z.string().min(1).max(1_024, "This is not the id of a calculation"),
});

/** Who started a calculation here; absent when it was started outside Athenaeum. */
const startedBy = z.object({ id: z.string(), name: z.string() }).optional();

/** Times are epoch milliseconds. */
const status = {
  id: z.string(),
  description: text,
  state: z.string(),
  stateChangeReason: text,
  submittedAt: number,
  completedAt: number,
};

/** A line of a list; `summary` is the code's first telling line, absent where it could not be read. */
const calculationRow = z.object({
  ...status,
  summary: text,
  dpuMs: number,
  costUsd: number,
  startedBy,
});
export type CalculationRow = z.output<typeof calculationRow>;

/** ListCalculationExecutions of a session, newest first. */
export const listCalculations = contract({
  name: "listCalculations",
  method: "GET",
  path: "/api/sessions/[id]/calculations",
  input: sessionId.extend({ cursor: z.string().min(1).max(4_096).optional() }),
  output: z.object({ rows: z.array(calculationRow), cursor: text }),
});

export const startCalculation = contract({
  name: "startCalculation",
  method: "POST",
  path: "/api/sessions/[id]/calculations",
  input: sessionId.extend({
    code: z
      .string()
      .max(68_000, "Athena takes at most 68,000 characters of code")
      .refine((code) => code.trim() !== "", "Write some code first"),
    description: keepable(1_024).optional(),
    /** The notebook whose cell this is. */
    notebookId: keepable(128).optional(),
    /** The same token starts the same calculation once, however often it is sent. */
    clientRequestToken: z.string().min(32).max(128),
  }),
  output: z.object({ id: z.string() }),
});

export const getCalculation = contract({
  name: "getCalculation",
  method: "GET",
  path: "/api/calculations/[id]",
  input: calculationId,
  output: z.object({
    calculation: z.object({
      ...status,
      sessionId: z.string(),
      workingDirectory: text,
      dpuMs: number,
      progress: text,
      result: z.object({
        stdoutUri: text,
        stderrUri: text,
        resultUri: text,
        resultType: text,
      }),
    }),
    workgroup: z.string(),
    /** Absent where Athena gives an address instead of the code, which is not fetched, or could not tell. */
    code: text,
    startedBy,
    notebookId: text,
    states: z.array(
      z.object({ state: z.string(), at: z.number(), exact: z.boolean(), reason: text }),
    ),
    costUsd: number,
  }),
});
export type CalculationDetail = z.output<typeof getCalculation.output>;

export const stopCalculation = contract({
  name: "stopCalculation",
  method: "POST",
  path: "/api/calculations/[id]/stop",
  input: calculationId,
  output: z.object({}),
});

const stream = z.enum(OUTPUT_STREAMS);
const WINDOW_BYTES_MAX = 262_144;

/**
 * A window of stdout or stderr: from a byte, or without one the last bytes. It begins and ends between
 * characters, so that windows put side by side are the whole.
 */
export const readCalculationOutput = contract({
  name: "readCalculationOutput",
  method: "GET",
  path: "/api/calculations/[id]/output",
  input: calculationId.extend({
    stream,
    from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    bytes: z.coerce.number().int().min(1).max(WINDOW_BYTES_MAX).default(65_536),
  }),
  output: z.object({
    /** False while Athena names no object, or has not written it. */
    available: z.boolean(),
    text: z.string(),
    /** Bytes of the object that `text` is: `from` up to and without `to`. */
    from: z.number(),
    to: z.number(),
    sizeBytes: z.number(),
    /** Whether more may come. */
    inFlight: z.boolean(),
  }),
});
export type OutputWindow = z.output<typeof readCalculationOutput.output>;

/** The next place of a text in an output, searched on the server from a byte on. */
export const findInCalculationOutput = contract({
  name: "findInCalculationOutput",
  method: "GET",
  path: "/api/calculations/[id]/output/find",
  input: calculationId.extend({
    stream,
    text: z.string().min(1).max(200),
    from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  }),
  output: z.object({
    /** The byte at which it begins; absent when it was not found in what was searched. */
    at: number,
    /** The byte up to which it was searched; the size of the output at its end. */
    searchedTo: z.number(),
    sizeBytes: z.number(),
  }),
});

/** stdout or stderr as a file; answers bytes, not JSON. */
export const downloadCalculationOutput = contract({
  name: "downloadCalculationOutput",
  method: "GET",
  path: "/api/calculations/[id]/download",
  input: calculationId.extend({ stream }),
  output: z.object({}),
});

const resultObject = z.object({ name: z.string(), sizeBytes: z.number(), modifiedAt: number });
export type ResultObject = z.output<typeof resultObject>;

/** The objects below ResultS3Uri, and what can be drawn of them. */
export const getCalculationResult = contract({
  name: "getCalculationResult",
  method: "GET",
  path: "/api/calculations/[id]/result",
  input: calculationId,
  output: z.object({
    type: text,
    objects: z.array(resultObject),
    /** There are more objects than are listed. */
    more: z.boolean(),
    outputs: z.array(output),
    /** Why an object that holds outputs is not drawn. */
    problem: text,
  }),
});
export type CalculationResult = z.output<typeof getCalculationResult.output>;

const resultName = calculationId.extend({
  name: z
    .string()
    .min(1)
    .max(1_024)
    .refine((name) => !name.split("/").includes(".."), "This is not the name of a result object"),
});

/** The beginning of a result object as text. */
export const previewCalculationResult = contract({
  name: "previewCalculationResult",
  method: "GET",
  path: "/api/calculations/[id]/result/preview",
  input: resultName,
  output: z.object({
    kind: z.enum(["text", "binary"]),
    text: z.string(),
    sizeBytes: z.number(),
    /** `text` is the whole object. */
    whole: z.boolean(),
  }),
});

/** A result object as a file; answers bytes, not JSON. */
export const downloadCalculationResult = contract({
  name: "downloadCalculationResult",
  method: "GET",
  path: "/api/calculations/[id]/result/download",
  input: resultName,
  output: z.object({}),
});
