import type { Locator } from "@playwright/test";

/** Takes an option of an open list, and waits until the list has gone: while it fades it is a dialog more on the page. */
export async function chooseOption(option: Locator): Promise<void> {
  const list = option.locator('xpath=(ancestor::*[@role="dialog" or @role="listbox"])[1]');
  const shown = await list.elementHandle();
  await option.click();
  await shown?.waitForElementState("hidden");
}
