import path from "node:path";
import type { Page } from "@playwright/test";

export const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1360, height: 760 } },
  dark: { colorScheme: "dark", viewport: { width: 1360, height: 760 } },
  narrow: { colorScheme: "light", viewport: { width: 390, height: 844 } },
} as const;

/** A picture for people to look at, in the folder that TOUR_DIR names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TOUR_DIR ?? "test-results/tour";
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
