import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { OutputView } from "./output-view";

/** The place to run code in a session. */
export class RunPage {
  readonly heading: Locator;
  readonly code: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly output: Locator;
  readonly stdout: OutputView;
  readonly history: Locator;
  readonly completions: Locator;
  readonly ended: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Run code" });
    this.code = page.getByRole("textbox", { name: "Code" });
    this.run = page.getByRole("button", { name: "Run", exact: true });
    this.stop = page.getByRole("button", { name: "Stop", exact: true });
    this.output = page.getByRole("region", { name: "Output" });
    this.stdout = new OutputView(page, "stdout");
    this.history = page.getByRole("list", { name: "History of the session" }).getByRole("listitem");
    this.completions = page.getByRole("listbox");
    this.ended = page.getByText(/it takes no code/);
  }

  open = (sessionId: string) => this.page.goto(links.runCode(sessionId));

  state = (label: string) => this.output.getByText(label, { exact: true });

  sessionState = (label: string) =>
    this.page.getByRole("main").locator("header").getByText(label, { exact: true });

  async runCode(code: string): Promise<void> {
    await this.code.fill(code);
    await this.run.click();
  }

  loadCode = (line: Locator) =>
    line.getByRole("button", { name: "Put this code into the editor" }).click();
}
