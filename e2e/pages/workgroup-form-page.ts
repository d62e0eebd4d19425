import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { chooseOption } from "./choose-option";
import { openDialog } from "./open-dialog";

/** The form of a new workgroup, or of one that is changed. */
export class WorkgroupFormPage {
  readonly form: Locator;
  readonly name: Locator;
  readonly review: Locator;
  readonly openReview: Locator;
  readonly discard: Locator;
  readonly dialog: Locator;
  readonly leaveDialog: Locator;
  readonly changed: Locator;
  readonly alert: Locator;
  readonly notAllowed: Locator;
  readonly notFound: Locator;

  constructor(private readonly page: Page) {
    this.form = page.getByRole("form");
    this.name = this.form.getByRole("textbox", { name: "Name", exact: true });
    this.review = page.getByRole("complementary", { name: "Review" });
    this.openReview = page.getByRole("button", { name: /^Review/ });
    this.discard = page.getByRole("button", { name: "Discard", exact: true });
    this.dialog = openDialog(page);
    this.leaveDialog = page.getByRole("alertdialog");
    this.changed = page.locator("[data-changed]");
    this.alert = page.getByRole("alert").filter({ hasText: /^Not / });
    this.notAllowed = page.getByRole("heading", { name: /^You may not/ });
    this.notFound = page.getByRole("heading", { name: "No workgroup with this name" });
  }

  openNew = (from: Parameters<typeof links.newWorkgroup>[0] = {}) =>
    this.page.goto(links.newWorkgroup(from));

  openEdit = (name: string, from: Parameters<typeof links.editWorkgroup>[1] = {}) =>
    this.page.goto(links.editWorkgroup(name, from));

  /** A text field; `(changed)` is part of its name for who cannot see the mark. */
  field = (label: string) =>
    this.form.getByRole("textbox", { name: new RegExp(`^${label}( \\(changed\\))?$`) });

  toggle = (label: string) => this.form.getByRole("switch", { name: label });

  family = (name: string) => this.form.getByRole("radio", { name: new RegExp(`^${name}`) });

  async choose(label: string, option: string): Promise<void> {
    await this.form.getByRole("combobox", { name: new RegExp(`^${label}`) }).click();
    await chooseOption(this.page.getByRole("option", { name: new RegExp(`^${option}`) }));
  }

  async addEntry(label: string, key: string, value: string): Promise<void> {
    const keys = this.form.getByRole("textbox", { name: new RegExp(`^${label}: (key|property) `) });
    const index = (await keys.count()) + 1;
    await this.form.getByRole("button", { name: `Add to ${label.toLowerCase()}` }).click();
    await keys.nth(index - 1).fill(key);
    await this.form.getByRole("textbox", { name: `${label}: value ${index}` }).fill(value);
  }

  undo = (label: string) => this.form.getByRole("button", { name: `Undo the change: ${label}` });

  remove = (label: string) => this.form.getByRole("button", { name: `Remove: ${label}` });

  /** A button of the open dialog. */
  dialogButton = (name: string | RegExp) => this.dialog.getByRole("button", { name });

  async apply(verb: string | RegExp): Promise<void> {
    await this.openReview.click();
    await this.dialogButton(verb).click();
  }

  async importJson(text: string): Promise<void> {
    await this.page.getByRole("button", { name: "Import and export" }).click();
    await this.page.getByRole("menuitem", { name: "Import JSON" }).click();
    await this.dialog.getByRole("textbox", { name: "Configuration" }).fill(text);
  }

  async exportJson(): Promise<string> {
    await this.page.getByRole("button", { name: "Import and export" }).click();
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("menuitem", { name: "Export JSON" }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  }
}
