import { z } from "zod";

type Bounds = { nameMin?: number; nameMax: number; valueMax: number };

/**
 * Texts by their names, as Athena has tags and properties. Not z.record, which passes over the name `__proto__`:
 * what is not told would be taken away with the next change.
 */
export const textMap = ({ nameMin = 1, nameMax, valueMax }: Bounds) =>
  z.custom<Record<string, string>>().superRefine((map: unknown, { addIssue }) => {
    const refuse = (path: string[], message: string) => addIssue({ code: "custom", path, message });
    if (typeof map !== "object" || map === null || Array.isArray(map))
      return refuse([], "Names with their values are expected");
    for (const [name, value] of Object.entries(map)) {
      if (name.length < nameMin) refuse([name], "A name is empty");
      if (name.length > nameMax) refuse([name], `A name has at most ${nameMax} characters`);
      if (typeof value !== "string") refuse([name], "A value is text");
      else if (value.length > valueMax)
        refuse([name], `A value has at most ${valueMax} characters`);
    }
  });
