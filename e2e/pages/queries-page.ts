import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";

export class QueriesPage {
  readonly heading: Locator;
  readonly grid: Locator;
  /** Below the header. */
  readonly rows: Locator;
  readonly selectedRow: Locator;
  readonly refreshButton: Locator;
  readonly newQueryRefused: Locator;
  readonly stateFilter: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Queries", level: 1 });
    this.grid = page.getByRole("grid", { name: "Queries" });
    this.rows = this.grid
      .locator("tbody")
      .getByRole("row")
      .filter({ has: page.getByRole("link") });
    this.selectedRow = this.grid.getByRole("row", { selected: true });
    this.refreshButton = page.getByRole("button", { name: "Refresh" });
    this.newQueryRefused = page.getByRole("button", { name: "New query" });
    this.stateFilter = page.getByRole("group", { name: "Filter by state" });
  }

  open = (filter: Parameters<typeof links.queries>[0] = {}) =>
    this.page.goto(links.queries(filter));

  /** Rows whose cells hold the text. */
  row = (text: string) => this.grid.getByRole("row").filter({ hasText: text });

  state = (name: string) => this.stateFilter.getByRole("button", { name: new RegExp(`^${name}`) });

  openRow = (text: string) => this.row(text).getByRole("link").click();

  /** Scrolls to the last row that is read, frame after frame, until the list says that it is the end. */
  async scrollToEnd(): Promise<void> {
    await this.grid.locator("..").evaluate(async (scroller) => {
      while (!scroller.lastElementChild?.textContent?.startsWith("This is the end")) {
        scroller.scrollTop = scroller.scrollHeight;
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    });
  }

  async pressEnd(): Promise<void> {
    await this.grid.focus();
    await this.grid.press("End");
  }
}
