import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";

/** One setting of several workgroups. */
export class BulkChangePage {
  readonly heading: Locator;
  readonly review: Locator;
  readonly outcome: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Change a setting", level: 1 });
    this.review = page.getByRole("region", { name: "Review" });
    this.outcome = page.getByRole("region", { name: "Outcome" });
  }

  open = (...args: Parameters<typeof links.bulkChange>) =>
    this.page.goto(links.bulkChange(...args));

  async choose(setting: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Setting" }).click();
    await this.page.getByRole("combobox", { name: /Search settings/ }).fill(setting);
    await chooseOption(this.page.getByRole("option", { name: setting }));
  }

  field = (label: string) => this.page.getByRole("textbox", { name: label });

  /** What the review says of one workgroup. */
  plan = (name: string) =>
    this.review
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("link", { name, exact: true }) });

  /** How one workgroup fared. */
  fared = (name: string) =>
    this.outcome
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("link", { name, exact: true }) });

  apply = (count: number) =>
    this.page.getByRole("button", {
      name: `Change ${count} ${count === 1 ? "workgroup" : "workgroups"}`,
    });

  reviewLeft = () => this.outcome.getByRole("button", { name: /left again/ }).click();
}
