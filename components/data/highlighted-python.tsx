import type { PythonToken, PythonTokenKind } from "@/lib/domain/python-text";

const styles: Partial<Record<PythonTokenKind, string>> = {
  keyword: "font-semibold text-accent",
  builtin: "text-busy",
  function: "text-busy",
  string: "text-ok",
  comment: "text-muted",
};

/** Plain kinds stay bare text, so that a long list of code stays light. */
export function HighlightedPython({ tokens }: { tokens: readonly PythonToken[] }) {
  let at = 0;
  return tokens.map(({ text, kind }) => {
    const style = styles[kind];
    const key = at;
    at += text.length;
    return style ? (
      <span key={key} className={style}>
        {text}
      </span>
    ) : (
      text
    );
  });
}
