import { engineError } from "../errors";
import type { Parse } from "./statement";

/** A statement that Athena has and this engine does not: it is accepted and its execution fails. */
export const unsupported =
  (what: string): Parse =>
  (reader) => {
    reader.takeAll();
    return {
      async execute() {
        throw engineError("NOT_SUPPORTED", `${what} is not supported by local-athena`);
      },
    };
  };
