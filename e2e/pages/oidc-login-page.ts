import type { Locator, Page } from "@playwright/test";

/** The provider's own pages. */
export class OidcLoginPage {
  readonly login: Locator;

  constructor(private readonly page: Page) {
    this.login = page.getByPlaceholder("Enter any login");
  }

  async logIn(login: string): Promise<void> {
    await this.login.fill(login);
    await this.page.getByPlaceholder("and password").fill("any");
    await this.page.getByRole("button", { name: "Sign-in" }).click();
    await this.page.getByRole("button", { name: "Continue" }).click();
  }

  cancel = () => this.page.getByRole("link", { name: "Cancel" }).click();
}
