import { z } from "zod";
import { ROLES } from "@/lib/domain/permissions";
import { contract } from "./contract";

const role = z.enum(ROLES);

/** Who is signed in, what they may do, and where this console points. */
export const getMe = contract({
  name: "getMe",
  method: "GET",
  path: "/api/me",
  input: z.object({}),
  output: z.object({
    actor: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string().optional(),
      grants: z.array(z.object({ role, workgroups: z.array(z.string()) })),
    }),
    /** The highest role over any workgroup; absent without a grant. */
    role: role.optional(),
    context: z.object({ region: z.string(), backend: z.enum(["local", "aws"]) }),
  }),
});
export type Me = z.output<typeof getMe.output>;
