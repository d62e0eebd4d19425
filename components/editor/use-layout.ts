import { useState } from "react";
import { readStored, writeStored } from "./stored";

const EDITOR_PERCENT = 45;

/** How the screen is divided, as it was left. */
export function useLayout() {
  const [percent, setPercent] = useState(() => {
    const stored = readStored("local", "split");
    return typeof stored === "number" && stored >= 15 && stored <= 85 ? stored : EDITOR_PERCENT;
  });
  const [schemaOpen, setSchemaOpen] = useState(() => readStored("local", "schema") !== "closed");
  return {
    percent,
    resize: (next: number) => {
      setPercent(next);
      writeStored("local", "split", next);
    },
    reset: () => {
      setPercent(EDITOR_PERCENT);
      writeStored("local", "split", undefined);
    },
    schemaOpen,
    toggleSchema: () => {
      setSchemaOpen(!schemaOpen);
      writeStored("local", "schema", schemaOpen ? "closed" : "open");
    },
  };
}
