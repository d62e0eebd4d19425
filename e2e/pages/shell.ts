import type { Locator, Page } from "@playwright/test";

/** The frame of every signed-in page. */
export class Shell {
  readonly account: Locator;
  readonly navigation: Locator;
  readonly menu: Locator;
  readonly noAccess: Locator;
  readonly athenaDown: Locator;

  constructor(private readonly page: Page) {
    this.account = page.getByRole("button", { name: /^Account/ });
    this.navigation = page.getByRole("navigation", { name: "Main" });
    this.menu = page.getByRole("menu");
    this.noAccess = page.getByRole("heading", { name: "You have no access yet" });
    this.athenaDown = page.getByText("What is on screen may be old.");
  }

  link = (name: string) => this.navigation.getByRole("link", { name });

  async openMenu(): Promise<void> {
    await this.account.click();
  }

  async signOut(): Promise<void> {
    await this.openMenu();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
  }

  async chooseTheme(name: "Light" | "Dark" | "System"): Promise<void> {
    await this.openMenu();
    await this.page.getByRole("menuitemradio", { name }).click();
  }

  background = () =>
    this.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  /** How far the page, or its main part, can be scrolled to the right. */
  sidewaysPx = () =>
    this.page.evaluate(() => {
      const parts = [
        document.documentElement,
        document.body,
        ...document.querySelectorAll("main, main > div, main > div > div"),
      ];
      return Math.max(...parts.map((part) => part.scrollWidth - part.clientWidth));
    });
}
