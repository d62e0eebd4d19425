import type { Locator, Page } from "@playwright/test";
import { chooseOption } from "./choose-option";
import { openDialog } from "./open-dialog";

/** The list of capacity reservations, and the page of one. */
export class ReservationPage {
  readonly createButton: Locator;
  readonly dialog: Locator;
  readonly confirm: Locator;
  readonly table: Locator;
  readonly workgroups: Locator;
  readonly changeWorkgroups: Locator;
  readonly review: Locator;
  readonly changeDpus: Locator;
  readonly changeTags: Locator;
  readonly cancel: Locator;
  readonly remove: Locator;
  readonly facts: Locator;

  constructor(private readonly page: Page) {
    this.createButton = page.getByRole("main").getByRole("button", { name: "Create reservation" });
    this.dialog = openDialog(page);
    this.confirm = page.getByRole("alertdialog");
    this.table = page.getByRole("grid", { name: "Capacity reservations" });
    this.workgroups = page.getByRole("region", { name: "Workgroups" });
    this.changeWorkgroups = page.getByRole("button", { name: "Change workgroups" });
    this.review = page.getByRole("button", { name: "Review changes" });
    this.changeTags = page.getByRole("button", { name: "Change tags" });
    this.changeDpus = page.getByRole("button", { name: "Change DPUs" });
    this.cancel = page.getByRole("button", { name: "Cancel reservation" });
    this.remove = page.getByRole("button", { name: "Delete reservation" });
    this.facts = page.getByRole("complementary", { name: "Facts" });
  }

  openList = () => this.page.goto("/capacity-reservations");
  open = (name: string) => this.page.goto(`/capacity-reservations/${name}`);
  state = (label: string) => this.page.getByRole("heading", { name: label, exact: true });
  field = (label: string) => this.dialog.getByLabel(label);
  inDialog = (name: string) => this.dialog.getByRole("button", { name });

  /** A row of tags; `number` begins with 1. */
  tag = (part: "key" | "value", number: number) =>
    this.dialog.getByRole("textbox", { name: `Tags: ${part} ${number}` });

  async addTag(number: number, key: string, value: string): Promise<void> {
    await this.dialog.getByRole("button", { name: "Add to tags" }).click();
    await this.tag("key", number).fill(key);
    await this.tag("value", number).fill(value);
  }

  async addWorkgroup(name: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Add a workgroup", exact: true }).click();
    await chooseOption(this.page.getByRole("option", { name }));
  }
}
