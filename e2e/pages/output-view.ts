import type { Locator, Page } from "@playwright/test";

/** stdout or stderr of a calculation, wherever it is shown. */
export class OutputView {
  readonly text: Locator;
  readonly rows: Locator;
  readonly marks: Locator;
  readonly follow: Locator;
  readonly find: Locator;
  readonly findText: Locator;
  readonly findCount: Locator;
  readonly next: Locator;
  readonly previous: Locator;
  readonly searchOn: Locator;
  readonly wrap: Locator;
  readonly download: Locator;
  readonly toStart: Locator;
  readonly toEnd: Locator;
  readonly place: Locator;
  /** "1.20 MB, here 0 B to 524 kB" */
  readonly extent: Locator;
  private readonly box: Locator;

  constructor(page: Page, stream: "stdout" | "stderr") {
    this.box = page.getByRole("group", { name: stream, exact: true });
    this.text = this.box.getByRole("region");
    this.rows = this.box.locator("[data-row]");
    this.marks = this.box.locator("mark");
    this.follow = this.box.getByRole("button", { name: "Follow" });
    this.find = this.box.getByRole("button", { name: `Find in ${stream}` });
    this.findText = this.box.getByRole("textbox", { name: `Find in ${stream}` });
    this.findCount = this.box.getByRole("status");
    this.next = this.box.getByRole("button", { name: "Next match" });
    this.previous = this.box.getByRole("button", { name: "Previous match" });
    this.searchOn = this.box.getByRole("button", { name: "Search on" });
    this.wrap = this.box.getByRole("button", { name: "Wrap lines" });
    this.download = this.box.getByRole("link", { name: `Download ${stream}` });
    this.toStart = this.box.getByRole("button", { name: `Go to the start of ${stream}` });
    this.toEnd = this.box.getByRole("button", { name: `Go to the end of ${stream}` });
    this.place = this.box.getByRole("slider", { name: `Place in ${stream}` });
    this.extent = this.box.locator("p").first();
  }
}
