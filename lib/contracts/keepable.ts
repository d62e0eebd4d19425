import { z } from "zod";

/** Text that the database can keep: neither NUL nor half a character. */
const KEEPABLE = /^[^\0\p{Surrogate}]*$/u;
export const keepable = (charsMax: number) =>
  z.string().min(1).max(charsMax).regex(KEEPABLE, "Holds a character that is none");
