import type { Locator, Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import type { Role } from "@/lib/domain/permissions";

export class SignInPage {
  readonly heading: Locator;
  readonly demoButtons: Locator;
  readonly singleSignOn: Locator;
  readonly problem: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "Sign in to Athenaeum" });
    this.demoButtons = page.getByRole("button", { name: /^Continue as / });
    this.singleSignOn = page.getByRole("button", { name: "Continue with single sign-on" });
    this.problem = page.getByRole("main").getByRole("alert");
  }

  open = () => this.page.goto(links.signIn());

  returnsTo = (path: string) =>
    this.page.getByText("You will return to").getByText(path, { exact: true });

  continueAs = (role: Role) =>
    this.page.getByRole("button", { name: `Continue as ${role}` }).click();
}
