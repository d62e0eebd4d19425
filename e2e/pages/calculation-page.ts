import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";
import { OutputView } from "./output-view";

/** The permalink of one calculation. */
export class CalculationPage {
  readonly stdout: OutputView;
  readonly stderr: OutputView;
  readonly code: Locator;
  readonly end: Locator;
  readonly displayed: Locator;
  readonly states: Locator;
  readonly stop: Locator;
  readonly confirmStop: Locator;
  readonly runAgain: Locator;
  readonly dialog: Locator;
  readonly runCode: Locator;
  readonly editAndRun: Locator;
  readonly notFound: Locator;
  readonly noRight: Locator;
  private readonly header: Locator;

  constructor(private readonly page: Page) {
    this.stdout = new OutputView(page, "stdout");
    this.stderr = new OutputView(page, "stderr");
    this.code = page.getByRole("region", { name: "Python code" });
    this.end = page.getByRole("region", { name: /^Why it/ });
    this.displayed = page.getByRole("region", { name: "Displayed" });
    this.states = page.getByRole("list", { name: "States" });
    this.stop = page.getByRole("button", { name: "Stop calculation" });
    this.confirmStop = page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Stop calculation" });
    this.runAgain = page.getByRole("button", { name: "Run again" });
    this.dialog = page.getByRole("dialog", { name: "Run again" });
    this.runCode = this.dialog.getByRole("button", { name: "Run code" });
    this.editAndRun = page.getByRole("link", { name: "Edit and run" });
    this.notFound = page.getByRole("heading", { name: "No calculation with this id" });
    this.noRight = page.getByRole("heading", { name: "You may not see this calculation" });
    this.header = page.getByRole("main").locator("header");
  }

  open = (id: string) => this.page.goto(links.calculation(id));

  /** The state beside the id, not the one of the list of states. */
  state = (label: string) => this.header.getByText(label, { exact: true });

  startedBy = (name: string) => this.header.getByText(name, { exact: true });

  htmlFrame = () => this.displayed.frameLocator("iframe[title='HTML output']");

  async chooseSession(name: RegExp): Promise<void> {
    await this.dialog.getByRole("combobox").click();
    await chooseOption(this.page.getByRole("option", { name }));
  }
}
