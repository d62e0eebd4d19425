import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";

type Tab = "Grants" | "Who may do what" | "People" | "Preview a policy";

export class AccessPage {
  readonly denied: Locator;
  readonly fault: Locator;
  readonly policy: Locator;
  readonly problems: Locator;
  readonly places: Locator;
  readonly warnings: Locator;

  constructor(private readonly page: Page) {
    this.denied = page.getByRole("heading", { name: "You may not see who has access" });
    this.fault = page.getByRole("alert").filter({ hasText: "The policy file cannot be used." });
    this.policy = page.getByLabel("Policy", { exact: true });
    this.problems = page.getByRole("region", { name: "Problems" });
    this.places = page.getByRole("region", { name: "Places in the policy" });
    this.warnings = page.getByRole("status");
  }

  open = () => this.page.goto(links.access());
  refresh = () => this.page.getByRole("button", { name: "Refresh" }).click();
  tab = (name: Tab) => this.page.getByRole("tab", { name });

  /** A row of a table by the words that it holds. */
  row = (table: string, words: string) =>
    this.page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: words });

  showRightsOf = (name: string) =>
    this.page.getByRole("button", { name: `Show rights of ${name}` }).click();

  async chooseWorkgroup(name: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Workgroup" }).click();
    await chooseOption(this.page.getByRole("option", { name }));
  }

  async preview(text: string): Promise<void> {
    await this.policy.fill(text);
    await this.page.getByRole("button", { name: "Preview policy" }).click();
  }

  chosenText = () =>
    this.policy.evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    );

  chooseFile = (name: string, text: string) =>
    this.page.getByLabel("Policy file").setInputFiles({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
}
