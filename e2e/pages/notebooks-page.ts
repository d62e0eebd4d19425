import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { openDialog } from "./open-dialog";

export class NotebooksPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly createButton: Locator;
  readonly importButton: Locator;
  readonly search: Locator;
  readonly dialog: Locator;
  readonly dialogProblem: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Notebooks", level: 1 });
    this.grid = page.getByRole("grid", { name: "Notebooks" });
    this.createButton = page.getByRole("button", { name: "Create notebook" }).first();
    this.importButton = page.getByRole("button", { name: "Import", exact: true });
    this.search = page.getByRole("searchbox", { name: "Search notebooks by name" });
    this.dialog = openDialog(page);
    this.dialogProblem = this.dialog.getByRole("alert");
  }

  open = (filter: Parameters<typeof links.notebooks>[0] = {}) =>
    this.page.goto(links.notebooks(filter));

  row = (name: string) => this.grid.getByRole("row").filter({ hasText: name });

  /** A button of the open dialog. */
  dialogButton = (name: string) => this.dialog.getByRole("button", { name });

  async create(name: string): Promise<void> {
    await this.createButton.click();
    await this.dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await this.dialogButton("Create notebook").click();
    await this.page.waitForURL(/\/notebooks\/[0-9a-f-]{36}/);
  }

  async chooseFile(fileName: string, text: string | Buffer): Promise<void> {
    await this.importButton.click();
    await this.dialog.getByLabel("Notebook file").setInputFiles({
      name: fileName,
      mimeType: "application/x-ipynb+json",
      buffer: Buffer.from(text),
    });
  }

  /** As a file is let go above the list. */
  async drop(fileName: string, text: string): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ({ name, content }) => {
        const data = new DataTransfer();
        data.items.add(new File([content], name, { type: "application/x-ipynb+json" }));
        return data;
      },
      { name: fileName, content: text },
    );
    for (const event of ["dragenter", "dragover", "drop"])
      await this.grid.dispatchEvent(event, { dataTransfer: transfer });
  }

  async finishImport(): Promise<void> {
    await this.dialogButton("Import notebook").click();
    await this.page.waitForURL(/\/notebooks\/[0-9a-f-]{36}/);
  }

  async import(fileName: string, text: string): Promise<void> {
    await this.open();
    await this.chooseFile(fileName, text);
    await this.finishImport();
  }

  async chooseAction(name: string, action: string): Promise<void> {
    await this.row(name).hover();
    await this.row(name)
      .getByRole("button", { name: `Actions for ${name}` })
      .click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }
}
