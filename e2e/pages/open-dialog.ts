import type { Locator, Page } from "@playwright/test";

/** The dialog that is open; one that fades away is a dialog still, and none of interest. */
export const openDialog = (page: Page): Locator =>
  page.getByRole("dialog").and(page.locator("[data-open]"));
