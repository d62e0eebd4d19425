import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";

/** The list of sessions with its dialogs. */
export class SessionsPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly startButton: Locator;
  readonly startDialog: Locator;
  readonly moreSettings: Locator;
  readonly confirm: Locator;
  readonly search: Locator;
  readonly mine: Locator;
  readonly selected: Locator;
  readonly idleAlarm: Locator;
  readonly idleTable: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Sessions", level: 1 });
    this.grid = page.getByRole("grid", { name: "Sessions" });
    this.startButton = page
      .getByRole("main")
      .locator("header")
      .getByRole("button", { name: "Start session" });
    this.startDialog = page.getByRole("dialog", { name: "Start session" });
    this.moreSettings = this.startDialog.getByRole("button", { name: "More settings" });
    this.confirm = page.getByRole("alertdialog");
    this.search = page.getByRole("searchbox", { name: "Search sessions" });
    this.mine = page.getByRole("button", { name: "Started by me" });
    this.selected = page.getByRole("toolbar", { name: "Selected sessions" });
    this.idleAlarm = page.getByText(/idle for more than/);
    this.idleTable = page.getByRole("table", { name: "Sessions that are idle for long" });
  }

  open = (filter: Parameters<typeof links.sessions>[0] = {}) =>
    this.page.goto(links.sessions(filter));

  show = (name: "Active" | "Ended" | "All") =>
    this.page
      .getByRole("group", { name: "Sessions shown" })
      .getByRole("button", { name: new RegExp(`^${name}`) });

  /** Rows whose cells hold the text. */
  row = (text: string) => this.grid.getByRole("row").filter({ hasText: text });

  openRow = (text: string) => this.row(text).getByRole("link").first().click();

  select = (text: string) => this.row(text).getByRole("checkbox").click();

  async chooseWorkgroup(name: string): Promise<void> {
    await this.startDialog.getByRole("combobox", { name: "Workgroup" }).click();
    await chooseOption(this.page.getByRole("option", { name: new RegExp(`^${name}`) }));
  }

  field = (label: string) => this.startDialog.getByRole("textbox", { name: label });

  setting = (label: string) => this.startDialog.getByRole("switch", { name: label });

  async submitStart(): Promise<void> {
    await this.startDialog.getByRole("button", { name: "Start session" }).click();
  }
}
