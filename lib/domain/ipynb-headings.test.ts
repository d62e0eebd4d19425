import { expect, it } from "vitest";
import { emptyNotebook } from "./ipynb";
import { insertCells, newCell } from "./ipynb-edit";
import { headingsOf } from "./ipynb-headings";

it("headings of Markdown cells, none from code", () => {
  const notebook = insertCells(emptyNotebook(), 0, [
    newCell("a", "markdown", "# Flights **and** [delays](x) ##\ntext # none\n## By `origin`\n#no"),
    newCell("b", "code", "# a comment"),
    newCell("c", "markdown", "```\n# not this\n~~~\n```\n### This"),
  ]);
  expect(headingsOf(notebook)).toEqual([
    { cellId: "a", level: 1, text: "Flights and delays" },
    { cellId: "a", level: 2, text: "By origin" },
    { cellId: "c", level: 3, text: "This" },
  ]);
});
