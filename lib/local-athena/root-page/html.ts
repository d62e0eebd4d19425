/** Finished markup; only `html` makes it, so that every text in it is escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

type Value = string | number | Html | readonly Html[];

const markupOf = (value: Value): string => {
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map((part) => part.markup).join("");
  return String(value).replace(/[&<>"']/g, (character) => escapes[character] ?? "");
};

/** Markup with values in it; texts are escaped, Html is taken as it is. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(
    parts
      .map((part, index) => part + (index < values.length ? markupOf(values[index] ?? "") : ""))
      .join(""),
  );
}
