import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MarkdownText } from "./markdown-text";

const markupOf = (text: string) => renderToStaticMarkup(createElement(MarkdownText, { text }));

test("a link within the document stays in its page, others open beside it without a referrer", () => {
  expect(markupOf("[a day](#a-day)")).toMatch(/<a href="#a-day"(?![^>]*target)/);
  expect(markupOf("[elsewhere](https://example.com)")).toMatch(
    /<a href="https:\/\/example\.com" target="_blank" rel="noopener noreferrer nofollow"/,
  );
  expect(markupOf("[script](javascript:alert(1))")).not.toContain("javascript:");
  expect(markupOf("<script>alert(1)</script>")).not.toContain("<script");
});
