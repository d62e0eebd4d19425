import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";

/** The permalink of one session. */
export class SessionPage {
  readonly notFound: Locator;
  readonly noRight: Locator;
  /** What says that the page is from memory. */
  readonly fromMemory: Locator;
  readonly terminate: Locator;
  readonly runCode: Locator;
  readonly confirm: Locator;
  readonly timeline: Locator;
  readonly executors: Locator;
  readonly asTable: Locator;
  readonly calculations: Locator;
  readonly output: Locator;
  readonly facts: Locator;
  readonly connect: Locator;
  readonly getToken: Locator;
  readonly hideToken: Locator;
  readonly getSparkUi: Locator;
  readonly sparkUi: Locator;
  private readonly header: Locator;

  constructor(private readonly page: Page) {
    this.header = page.getByRole("main").locator("header");
    this.notFound = page.getByRole("heading", { name: "No session with this id" });
    this.noRight = page.getByRole("heading", { name: "You may not see this session" });
    this.fromMemory = page.getByRole("status").filter({ hasText: "what Athenaeum remembers" });
    this.terminate = this.header.getByRole("button", { name: /^Terminat/ });
    this.runCode = this.header.getByRole("link", { name: "Run code" });
    this.confirm = page.getByRole("alertdialog", { name: "Terminate session?" });
    this.timeline = page.getByRole("region", { name: "Lifecycle" });
    this.executors = page.getByRole("table", { name: "Executors" });
    this.asTable = page.getByRole("button", { name: "As table" });
    this.calculations = page.getByRole("region", { name: "Calculations" });
    this.output = page.getByRole("region", { name: /^Output of/ });
    this.facts = page.getByRole("complementary", { name: "Facts" });
    this.connect = page.getByRole("region", { name: "Connect", exact: true });
    this.getToken = page.getByRole("button", { name: "Get endpoint and token" });
    this.hideToken = page.getByRole("button", { name: "Hide" });
    this.getSparkUi = page.getByRole("button", { name: "Get Spark UI address" });
    this.sparkUi = page.getByRole("link", { name: "Open Spark UI in a new tab" });
  }

  open = (id: string) => this.page.goto(links.session(id));

  /** The state beside the id, not one of the timeline. */
  state = (label: string) => this.header.locator("div").first().getByText(label, { exact: true });

  /** The figure over this label's number. */
  figure = (label: string) =>
    this.header.getByRole("definition").and(this.page.locator(`dt:text-is("${label}") + dd`));

  step = (label: string) =>
    this.timeline.getByRole("listitem").filter({ hasText: new RegExp(`^${label}`) });
}
