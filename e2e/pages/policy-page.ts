import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";

/** Workgroups against the rules. */
export class PolicyPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly edit: Locator;
  readonly dialog: Locator;
  readonly failingOnly: Locator;
  readonly search: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Policy board", level: 1 });
    this.grid = page.getByRole("grid", { name: "Workgroups and rules" });
    this.edit = page.getByRole("button", { name: "Edit rules" });
    this.dialog = page.getByRole("dialog", { name: "Edit rules" });
    this.failingOnly = page.getByRole("switch", { name: "Failing only" });
    this.search = page.getByRole("searchbox", { name: "Search workgroups" });
  }

  open = () => this.page.goto(links.workgroupPolicy());

  row = (name: string) => this.grid.getByRole("row", { name: new RegExp(`^${name} `) });

  rule = (title: string) =>
    this.page.getByRole("group", { name: "Rules" }).getByRole("button", { name: title });

  toggleRule = (title: string) => this.dialog.getByRole("switch", { name: title }).click();

  save = () => this.dialog.getByRole("button", { name: "Save rules" }).click();
}
