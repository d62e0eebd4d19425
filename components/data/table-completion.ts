import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

/** Where the name of a table may stand in Python: in the text given to spark.sql or spark.table, or below %%sql. */
const OPENED =
  /(?:spark|sqlContext)\s*\.\s*(?:sql|table|read\s*\.\s*table|catalog\s*\.\s*\w+)\s*\(\s*[rf]?("""|'''|"|')((?:(?!\1)[\s\S])*)$/;
const LOOK_BACK_CHARS = 4_000;

/** Offers `database.table` inside such texts; nothing elsewhere. `names` may be long: what is typed narrows it. */
export const tableCompletion =
  (names: () => readonly string[]) =>
  (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\w.`]*$/);
    if (!word || (word.text === "" && !context.explicit)) return null;
    const before = context.state.sliceDoc(Math.max(0, word.from - LOOK_BACK_CHARS), word.from);
    const isMagic = /^\s*%%sql\b/.test(context.state.sliceDoc(0, LOOK_BACK_CHARS));
    if (!isMagic && !OPENED.test(before)) return null;
    const options: Completion[] = names().map((label) => ({ label, type: "type" }));
    return options.length === 0 ? null : { from: word.from, options, validFor: /^[\w.`]*$/ };
  };
