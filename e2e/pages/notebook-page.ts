import { readFile } from "node:fs/promises";
import type { FrameLocator, Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { openDialog } from "./open-dialog";

export class NotebookPage {
  readonly cells: Locator;
  readonly selected: Locator;
  /** The text field of the cell that is edited. */
  readonly text: Locator;
  readonly saving: Locator;
  readonly session: Locator;
  readonly toolbar: Locator;
  readonly dialog: Locator;
  readonly readOnly: Locator;
  readonly noRight: Locator;
  readonly draftNotice: Locator;
  readonly revisions: Locator;
  readonly contents: Locator;
  readonly htmlFrame: FrameLocator;

  constructor(private readonly page: Page) {
    this.cells = page.locator("[data-kind]");
    this.selected = page.locator("[data-kind][aria-current=true]");
    this.text = page.locator(".cm-content");
    this.saving = page.getByRole("status", { name: "Saving" });
    this.session = page.getByRole("region", { name: "Session" });
    this.toolbar = page.getByRole("toolbar", { name: "Notebook" });
    this.dialog = openDialog(page);
    this.readOnly = page.getByText("Read only");
    this.noRight = page.getByRole("heading", { name: "You may not see this notebook" });
    this.draftNotice = page.getByText("Edits of this browser that were not saved are back");
    this.revisions = page.getByRole("complementary", { name: "Revisions" }).getByRole("listitem");
    this.contents = page.getByRole("navigation", { name: "Contents" });
    this.htmlFrame = page.frameLocator("iframe[title='HTML output']");
  }

  open = (id: string, cell?: string) => this.page.goto(links.notebook(id, cell));

  id = () => /\/notebooks\/([0-9a-f-]{36})/.exec(this.page.url())?.[1] ?? "";

  heading = (name: string) => this.page.getByRole("heading", { name, level: 1 });

  /** From 1. */
  cell = (number: number) => this.page.getByRole("group", { name: new RegExp(`^Cell ${number},`) });

  outputs = (number: number) =>
    this.page.getByRole("region", { name: `Outputs of cell ${number}` });

  tool = (name: string) => this.toolbar.getByRole("button", { name, exact: true });

  button = (name: string) => this.page.getByRole("button", { name, exact: true });

  dialogButton = (name: string) => this.dialog.getByRole("button", { name, exact: true });

  kinds = () => this.cells.evaluateAll((all) => all.map((cell) => cell.getAttribute("data-kind")));

  /** What stands in the cells, in their order. */
  texts = () =>
    this.cells.evaluateAll((all) =>
      all.map((cell) => {
        const lines = [...cell.querySelectorAll(".cm-line")];
        const shown =
          lines.length > 0
            ? lines.map((line) => line.textContent).join("\n")
            : cell.querySelector("pre")?.textContent;
        return (shown ?? "").replace(/^(Empty|Python)$/, "");
      }),
    );

  /** Leaves a text field, so that keys are commands. */
  async command(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Replaces the text of a cell, which is open afterwards. */
  async write(number: number, text: string): Promise<void> {
    const cell = this.cell(number);
    if ((await cell.locator(".cm-content").count()) === 0) {
      if ((await cell.getAttribute("data-kind")) === "markdown")
        await cell.getByText(/./).first().dblclick();
      else await cell.locator("pre").first().click();
    }
    await this.text.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  async run(number: number, code: string): Promise<void> {
    await this.write(number, code);
    await this.page.keyboard.press("Control+Enter");
  }

  async exported(): Promise<{ name: string; text: string }> {
    await this.button("More actions").click();
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("menuitem", { name: "Export" }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  }
}
