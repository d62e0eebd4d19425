import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";

/** Settings of workgroups side by side. */
export class ComparePage {
  readonly heading: Locator;
  readonly table: Locator;
  readonly differencesOnly: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Compare workgroups", level: 1 });
    this.table = page.getByRole("table", { name: "Settings of workgroups side by side" });
    this.differencesOnly = page.getByRole("switch", { name: "Differences only" });
  }

  open = (names: readonly string[]) => this.page.goto(links.compareWorkgroups(names));

  /** The row of one setting, by its label. */
  row = (setting: string) =>
    this.table.getByRole("row").filter({
      has: this.page.getByRole("rowheader", { name: new RegExp(`^${setting}( differs)?$`) }),
    });

  /** A setting's value of the workgroup in the given place. */
  value = (setting: string, place: number) => this.row(setting).getByRole("cell").nth(place);

  async add(name: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Add a workgroup" }).click();
    await this.page.getByRole("combobox", { name: /Search workgroups/ }).fill(name);
    await chooseOption(this.page.getByRole("option", { name, exact: true }));
  }

  makeBaseline = (name: string) =>
    this.page.getByRole("button", { name: `Make ${name} the baseline` }).click();

  remove = (name: string) =>
    this.page.getByRole("button", { name: `Remove ${name} from the comparison` }).click();
}
