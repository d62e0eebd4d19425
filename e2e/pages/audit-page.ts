import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";

/** The record of changes, and the page of one of them. */
export class AuditPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly export: Locator;
  readonly clear: Locator;
  readonly objectId: Locator;
  readonly noRight: Locator;
  readonly changes: Locator;
  readonly sameObject: Locator;
  readonly facts: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Audit", level: 1 });
    this.grid = page.getByRole("grid", { name: "Changes" });
    this.export = page.getByRole("button", { name: "Export" });
    this.clear = page.getByRole("button", { name: "Clear filters" }).first();
    this.objectId = page.getByRole("searchbox", { name: "Id or name of the object" });
    this.noRight = page.getByRole("heading", { name: /^You (have no access to|may not read)/ });
    this.changes = page.getByRole("region", { name: /^(Settings changed|Changes|What )/ });
    this.sameObject = page.getByRole("region", { name: "All changes of this object" });
    this.facts = page.getByRole("complementary", { name: "Facts" });
  }

  open = (filter: Parameters<typeof links.audit>[0] = {}) => this.page.goto(links.audit(filter));

  openEntry = (id: number) => this.page.goto(links.auditEntry(id));

  /** Rows whose cells hold the text. */
  row = (text: string) => this.grid.getByRole("row").filter({ hasText: text });

  openRow = (text: string) => this.row(text).first().getByRole("link").first().click();

  async choose(filter: "Time" | "Who" | "Action" | "Object" | "Outcome", option: string) {
    await this.page.getByRole("combobox", { name: filter, exact: true }).click();
    await chooseOption(this.page.getByRole("option", { name: option }).first());
  }

  entry = (words: string) => this.page.getByRole("heading", { name: words, level: 1 });

  exportAs = (format: "CSV" | "JSON lines") =>
    this.page.getByRole("menuitem", { name: new RegExp(`^${format}`) });
}
