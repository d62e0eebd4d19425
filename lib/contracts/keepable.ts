import { z } from "zod";
import { UNKEEPABLE } from "@/lib/domain/keepable";

export const isKeepable = (text: string) => !UNKEEPABLE.test(text);

/** Text that the database can keep: neither NUL nor half a character. */
export const keepableText = z.string().refine(isKeepable, "Holds a character that is none");
export const keepable = (charsMax: number) => keepableText.min(1).max(charsMax);
