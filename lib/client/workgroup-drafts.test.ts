import { afterEach, expect, it, vi } from "vitest";
import { forgetWorkgroupDrafts, WORKGROUP_DRAFTS } from "./workgroup-drafts";

/** As browsers keep it: what is removed moves the keys that follow. */
class TabStorage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
}

afterEach(() => vi.unstubAllGlobals());

it("drops every draft and leaves what else the tab keeps", () => {
  const sessionStorage = new TabStorage();
  for (const place of ["new", "edit.etl", "edit.ml"])
    sessionStorage.setItem(`${WORKGROUP_DRAFTS}${place}`, "{}");
  sessionStorage.setItem("athenaeum.editor", "select 1");
  vi.stubGlobal("window", { sessionStorage });
  forgetWorkgroupDrafts();
  expect(sessionStorage.length).toBe(1);
  expect(sessionStorage.key(0)).toBe("athenaeum.editor");
});

it("does nothing where storage is forbidden", () => {
  vi.stubGlobal("window", {
    get sessionStorage() {
      throw new DOMException("Forbidden", "SecurityError");
    },
  });
  expect(forgetWorkgroupDrafts).not.toThrow();
});
