import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";

/** The list of workgroups. */
export class WorkgroupsPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly search: Locator;
  readonly create: Locator;
  readonly selected: Locator;
  readonly footer: Locator;
  /** How far the activity that rows are sorted by is read. */
  readonly progress: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Workgroups", level: 1 });
    this.grid = page.getByRole("grid", { name: "Workgroups" });
    this.search = page.getByRole("searchbox", { name: "Search workgroups" });
    const header = page.getByRole("main").locator("header");
    this.create = header
      .getByRole("link", { name: "Create workgroup" })
      .or(header.getByRole("button", { name: "Create workgroup" }));
    this.selected = page.getByRole("toolbar", { name: "Selected workgroups" });
    this.progress = page.getByText(/^Activity (of [\d,]+ of|read) /);
    this.footer = page.getByText("Figures are of each workgroup's newest executions");
  }

  open = (filter: Parameters<typeof links.workgroups>[0] = {}) =>
    this.page.goto(links.workgroups(filter));

  /** The row of one workgroup. */
  row = (name: string) =>
    this.grid.getByRole("row").filter({
      has: this.page.getByRole("checkbox", { name: `Select workgroup ${name}`, exact: true }),
    });

  /** The names of the rows, from the top. */
  names = async (): Promise<string[]> => {
    const labels = await this.grid
      .getByRole("checkbox")
      .evaluateAll((boxes) => boxes.map((box) => box.closest("label")?.textContent ?? ""));
    return labels.map((label) => label.replace("Select workgroup ", ""));
  };

  cell = async (name: string, column: string): Promise<Locator> => {
    const headers = await this.grid.getByRole("columnheader").allTextContents();
    const index = headers.findIndex((header) => header.startsWith(column));
    return this.row(name).getByRole("gridcell").nth(index);
  };

  header = (name: string) => this.grid.getByRole("columnheader", { name });

  sortBy = (name: string) => this.header(name).getByRole("button", { name, exact: true }).click();

  show = (name: RegExp) =>
    this.page.getByRole("group", { name: "Workgroups shown" }).getByRole("button", { name });

  async filterByTag(tag: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Tag" }).click();
    await chooseOption(this.page.getByRole("option", { name: tag }));
  }

  async toggleColumn(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Columns" }).click();
    await this.page
      .getByRole("dialog", { name: "Columns" })
      .getByText(name, { exact: true })
      .click();
    await this.page.keyboard.press("Escape");
  }

  select = (name: string) => this.row(name).getByRole("checkbox").click();
}
