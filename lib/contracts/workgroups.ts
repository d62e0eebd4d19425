import { z } from "zod";
import { contract } from "./contract";

/** The workgroups that the person may see, in name order. */
export const listWorkgroups = contract({
  name: "listWorkgroups",
  method: "GET",
  path: "/api/workgroups",
  input: z.object({}),
  output: z.object({
    workgroups: z.array(
      z.object({
        name: z.string(),
        state: z.string().optional(),
        description: z.string().optional(),
        engineVersion: z.string().optional(),
      }),
    ),
  }),
});
