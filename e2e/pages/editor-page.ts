import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";

export class EditorPage {
  readonly sql: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly output: Locator;
  readonly result: Locator;
  readonly openExecution: Locator;
  readonly state: Locator;

  constructor(private readonly page: Page) {
    this.sql = page.getByRole("textbox", { name: "SQL" });
    this.run = page.getByRole("button", { name: "Run", exact: true });
    this.stop = page.getByRole("button", { name: "Stop", exact: true });
    this.output = page.getByRole("region", { name: "Result" });
    this.result = page.getByRole("grid", { name: "Result" });
    this.openExecution = page.getByRole("link", { name: "Open execution" });
    this.state = this.output.getByRole("status").first();
  }

  open = (from: Parameters<typeof links.editor>[0] = {}) => this.page.goto(links.editor(from));

  write = (sql: string) => this.sql.fill(sql);

  async runSql(sql: string): Promise<void> {
    await this.write(sql);
    await this.run.click();
  }

  columnHeader = (name: string) => this.result.getByRole("columnheader", { name });

  cell = (text: string) => this.result.getByRole("gridcell", { name: text, exact: true });
}
