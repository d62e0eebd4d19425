import type { Locator, Page } from "@playwright/test";

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
  readonly cancel: Locator;
  readonly remove: Locator;
  readonly facts: Locator;

  constructor(private readonly page: Page) {
    this.createButton = page.getByRole("main").getByRole("button", { name: "Create reservation" });
    this.dialog = page.getByRole("dialog");
    this.confirm = page.getByRole("alertdialog");
    this.table = page.getByRole("grid", { name: "Capacity reservations" });
    this.workgroups = page.getByRole("region", { name: "Workgroups" });
    this.changeWorkgroups = page.getByRole("button", { name: "Change workgroups" });
    this.review = page.getByRole("button", { name: "Review changes" });
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

  async addWorkgroup(name: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Add a workgroup", exact: true }).click();
    await this.page.getByRole("option", { name }).click();
  }
}
