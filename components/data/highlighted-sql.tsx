import type { SqlToken, SqlTokenKind } from "@/lib/domain/sql-text";

const styles: Partial<Record<SqlTokenKind, string>> = {
  keyword: "font-semibold text-accent",
  function: "text-busy",
  string: "text-ok",
  comment: "text-muted",
};

/** Plain kinds stay bare text, so that a list of many statements stays light. */
export function HighlightedSql({ tokens }: { tokens: readonly SqlToken[] }) {
  return tokens.map((token, index) => {
    const style = styles[token.kind];
    if (!style) return token.text;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
      <span key={index} className={style}>
        {token.text}
      </span>
    );
  });
}
