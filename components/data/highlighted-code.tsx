import type { PythonTokenKind } from "@/lib/domain/python-text";
import type { SqlTokenKind } from "@/lib/domain/sql-text";

type TokenKind = PythonTokenKind | SqlTokenKind;
export type CodeToken = { text: string; kind: TokenKind };

const styles: Partial<Record<TokenKind, string>> = {
  keyword: "font-semibold text-accent",
  builtin: "text-busy",
  function: "text-busy",
  string: "text-ok",
  comment: "text-muted",
};

/** Plain kinds stay bare text, so that a long list of code stays light. */
export function HighlightedCode({ tokens }: { tokens: readonly CodeToken[] }) {
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
