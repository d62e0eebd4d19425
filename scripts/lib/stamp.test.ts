import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentHash, makeUnlessCurrent } from "./stamp.mjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stamp-"));
  mkdirSync(join(root, "app/inner"), { recursive: true });
  writeFileSync(join(root, "app/page.tsx"), "one");
  writeFileSync(join(root, "app/inner/page.test.ts"), "test");
  writeFileSync(join(root, "config.js"), "config");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("contentHash", () => {
  const hash = () => contentHash(root, ["app", "config.js", "not-there.js"]);

  test("is the same for the same files", () => {
    expect(hash()).toBe(hash());
  });

  test.each<[string, () => void]>([
    ["content", () => writeFileSync(join(root, "app/page.tsx"), "two")],
    ["a new file", () => writeFileSync(join(root, "app/inner/new.ts"), "")],
    ["a removed file", () => rmSync(join(root, "config.js"))],
    ["a file that was absent", () => writeFileSync(join(root, "not-there.js"), "")],
  ])("changes with %s", (_name, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  test("does not see files that are ignored or not named", () => {
    const ignoring = () =>
      contentHash(root, ["app"], { ignore: (path) => path.endsWith(".test.ts") });
    const before = ignoring();
    writeFileSync(join(root, "app/inner/page.test.ts"), "changed");
    writeFileSync(join(root, "config.js"), "changed");
    expect(ignoring()).toBe(before);
  });

  test("changes with its salt", () => {
    expect(contentHash(root, ["app"], { salt: ["v20"] })).not.toBe(
      contentHash(root, ["app"], { salt: ["v22"] }),
    );
  });
});

describe("makeUnlessCurrent", () => {
  const paths = () => ({
    stampPath: join(root, "build/.stamp"),
    output: join(root, "build/program.mjs"),
  });
  const make = (hash: string, fails = false) =>
    makeUnlessCurrent({
      stampPath: paths().stampPath,
      hash,
      outputs: [paths().output],
      make: async () => {
        if (fails) throw new Error("broken build");
        mkdirSync(join(root, "build"), { recursive: true });
        writeFileSync(paths().output, hash);
      },
    });

  test("makes once for the same inputs, again for others", async () => {
    expect([await make("a"), await make("a"), await make("b"), await make("b")]).toEqual([
      "made",
      "current",
      "made",
      "current",
    ]);
  });

  test("makes again when the output is gone", async () => {
    await make("a");
    rmSync(paths().output);
    expect(await make("a")).toBe("made");
  });

  test("a failed run leaves no stamp, not even the earlier one", async () => {
    await make("a");
    await expect(make("b", true)).rejects.toThrow("broken build");
    expect(existsSync(paths().stampPath)).toBe(false);
    expect(await make("a")).toBe("made");
  });
});
