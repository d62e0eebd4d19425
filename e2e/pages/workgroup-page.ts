import { expect, type Locator, type Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";

/** One workgroup, with its tabs and the dialogs of its actions. */
export class WorkgroupPage {
  readonly header: Locator;
  readonly edit: Locator;
  readonly stateButton: Locator;
  readonly confirm: Locator;
  readonly deleteDialog: Locator;
  readonly confirmName: Locator;
  readonly submitDelete: Locator;
  readonly panel: Locator;
  readonly facts: Locator;
  readonly notFound: Locator;
  readonly noAccess: Locator;

  constructor(private readonly page: Page) {
    this.header = page.getByRole("main").locator("header");
    this.edit = this.header
      .getByRole("link", { name: "Edit" })
      .or(this.header.getByRole("button", { name: "Edit" }));
    this.stateButton = this.header.getByRole("button", { name: /^(Disable|Enable)$/ });
    this.confirm = page.getByRole("alertdialog");
    this.deleteDialog = page.getByRole("dialog", { name: /^Delete/ });
    this.confirmName = this.deleteDialog.getByRole("textbox");
    this.submitDelete = this.deleteDialog.getByRole("button", { name: "Delete workgroup" });
    this.panel = page.getByRole("tabpanel");
    this.facts = page.getByRole("complementary", { name: "Facts" });
    this.notFound = page.getByRole("heading", { name: "No workgroup with this name" });
    this.noAccess = page.getByRole("heading", { name: "You have no access to this workgroup" });
  }

  open = (name: string, at: Parameters<typeof links.workgroup>[1] = {}) =>
    this.page.goto(links.workgroup(name, at));

  /**
   * Opens the history until a change from outside is noticed as this version: what the console has read serves
   * everyone for a second.
   */
  async openChanged(name: string, version: number): Promise<void> {
    await expect(async () => {
      await this.open(name, { tab: "history" });
      await expect(this.version(version)).toBeVisible({ timeout: 5_000 });
    }).toPass();
  }

  tab = (name: string | RegExp) => this.page.getByRole("tab", { name });

  /** The number under a label of the overview. */
  figure = (label: string) =>
    this.panel.getByRole("definition").and(this.page.locator(`dt:text-is("${label}") + dd`));

  /** One setting of the configuration: its meaning beside its value. */
  setting = (section: string, label: string) =>
    this.panel
      .getByRole("region", { name: section })
      .locator("dl > div")
      .filter({ has: this.page.getByText(label, { exact: true }) });

  version = (number: number) =>
    this.page.getByRole("listitem").filter({ hasText: `Version ${number}` });

  unfold = (number: number) =>
    this.version(number)
      .getByRole("button", { name: new RegExp(`^Version ${number}\\b`) })
      .click();

  async menu(item: string): Promise<Locator> {
    await this.header.getByRole("button", { name: "More actions" }).click();
    return this.page.getByRole("menuitem", { name: new RegExp(`^${item}`) });
  }

  async compareVersions(one: number, other: number): Promise<void> {
    for (const [label, number] of [
      ["One version", one],
      ["Other version", other],
    ] as const) {
      await this.page.getByRole("combobox", { name: label }).click();
      await chooseOption(this.page.getByRole("option", { name: `Version ${number}`, exact: true }));
    }
  }
}
