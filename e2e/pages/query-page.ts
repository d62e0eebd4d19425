import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";

/** The permalink of one execution. */
export class QueryPage {
  readonly failure: Locator;
  readonly result: Locator;
  readonly notFound: Locator;
  readonly noRight: Locator;
  readonly stop: Locator;
  readonly runAgain: Locator;
  readonly openInEditor: Locator;
  readonly jsonTab: Locator;
  readonly download: Locator;
  readonly copyLinkButton: Locator;
  readonly sql: Locator;
  readonly json: Locator;
  private readonly header: Locator;

  constructor(private readonly page: Page) {
    this.failure = page.getByRole("region", { name: /^Why it/ });
    this.result = page.getByRole("grid", { name: "Result" });
    this.notFound = page.getByRole("heading", { name: "No execution with this id" });
    this.noRight = page.getByRole("heading", { name: "You may not see this execution" });
    this.stop = page.getByRole("button", { name: /^Stop/ });
    this.runAgain = page.getByRole("button", { name: "Run again" });
    this.openInEditor = page.getByRole("link", { name: "Open in editor" });
    this.jsonTab = page.getByRole("tab", { name: "JSON" });
    this.download = page.getByRole("link", { name: "Download result" });
    this.copyLinkButton = page.getByRole("button", { name: "Copy link" });
    this.json = page.getByRole("tabpanel", { name: "JSON" });
    this.header = page.getByRole("main").locator("header");
    this.sql = page.getByRole("region", { name: "SQL", exact: true }).getByRole("code");
  }

  open = (id: string) => this.page.goto(links.query(id));

  /** The state beside the id, not the one of the facts. */
  state = (label: string) => this.header.getByText(label, { exact: true });

  startedBy = (name: string) => this.header.getByText(name, { exact: true });

  failureFact = (label: string) =>
    this.failure.getByRole("definition").and(this.page.locator(`dt:text-is("${label}") + dd`));

  columnHeader = (name: string) => this.result.getByRole("columnheader", { name });

  cell = (text: string) => this.result.getByRole("gridcell", { name: text, exact: true });
}
