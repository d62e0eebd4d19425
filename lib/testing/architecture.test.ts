import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = process.cwd();
const LINES_MAX = 400;
const PAGE_LINES_MAX = 20;
const SKIPPED = new Set(["node_modules", ".next", "build", ".git", ".athenaeum", "migrations"]);

/** What each layer may import of ours, besides itself. First match of the longest folder wins. */
const MAY_IMPORT: Record<string, { layers: string[]; why: string }> = {
  "lib/domain": { layers: [], why: "the domain is pure: move what it needs into lib/domain" },
  "lib/contracts": { layers: ["lib/domain"], why: "contracts know the domain only" },
  "lib/client": {
    layers: ["lib/contracts", "lib/domain"],
    why: "the browser side calls contracts",
  },
  "lib/athena": { layers: ["lib/domain"], why: "the adapter translates Athena to the domain" },
  "lib/server": {
    layers: ["lib/athena", "lib/contracts", "lib/domain"],
    why: "the server never imports pages or client code",
  },
  "lib/local-athena": { layers: [], why: "local-athena shares no code with the console" },
  components: {
    layers: ["lib/client", "lib/contracts", "lib/domain"],
    why: "components reach the server through lib/client",
  },
  "app/api": { layers: ["lib/server", "lib/contracts"], why: "a route binds a contract to a verb" },
  app: { layers: ["components", "lib/domain", "lib/server"], why: "a page names a screen" },
  e2e: {
    layers: ["lib/domain", "lib/testing", "lib/server/env.mjs", "scripts/lib"],
    why: "the browser suite sees what people see, and starts the programs as npm start does",
  },
  scripts: {
    // The type of what a build makes, which its reader states.
    layers: ["lib/server/env.mjs", "lib/local-athena/spark/python/image-facts"],
    why: "scripts run before anything is installed",
  },
};
/** Shared by every feature; the other folders of components are features. */
const SHARED_COMPONENTS = new Set(["ui", "data", "shell"]);

type Source = { file: string; text: string; imports: { target: string; typeOnly: boolean }[] };

const files = walk(".").map(read);
const layersByLength = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);
const layerOf = (file: string) =>
  layersByLength.find((layer) => file === layer || file.startsWith(`${layer}/`));
const isTest = (file: string) =>
  /\.(test|fixture)\.tsx?$/.test(file) || file.startsWith("lib/testing/");

describe("the house", () => {
  it("imports in one direction", () => {
    const wrong: string[] = [];
    for (const { file, imports } of files) {
      const layer = layerOf(file);
      if (layer === undefined || isTest(file)) continue;
      const rule = MAY_IMPORT[layer];
      for (const { target } of imports) {
        const allowed = [layer, ...(rule?.layers ?? [])].some(
          (to) => target === to || target.startsWith(`${to}/`),
        );
        if (!allowed) wrong.push(`${file} imports ${target}: ${rule?.why}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps features apart", () => {
    const featureOf = (file: string) => /^components\/([^/]+)\//.exec(file)?.[1];
    const wrong = files.flatMap(({ file, imports }) => {
      const from = featureOf(file);
      return imports
        .map(({ target }) => ({ target, to: featureOf(target) }))
        .filter(({ to }) => from && to && to !== from && !SHARED_COMPONENTS.has(to))
        .map(
          ({ target }) =>
            `${file} imports ${target}: share it through components/data, or write it apart`,
        );
    });
    expect(wrong).toEqual([]);
  });

  it("keeps the Athena and S3 SDKs in lib/athena", () => {
    const wrong = files.filter(({ file, text }) => {
      if (/^(lib\/athena|e2e|scripts\/bench)\//.test(file) || isTest(file)) return false;
      const uses = [...text.matchAll(/^import (type )?[^;]*?from "@aws-sdk\/client-/gm)];
      // local-athena takes the operation table from the SDK's types, nothing at run time.
      return uses.some((use) => !(file.startsWith("lib/local-athena/") && use[1]));
    });
    expect(wrong.map(({ file }) => `${file}: call Athena through lib/athena`)).toEqual([]);
  });

  it("reads the environment in one place", () => {
    const allowed = new Set([
      "lib/server/env.mjs",
      "lib/server/runtime.ts",
      "lib/local-athena/serve.ts",
      "instrumentation.ts",
      "playwright.config.ts",
    ]);
    const wrong = files.filter(({ file, text }) => {
      const isProduct =
        (file.startsWith("lib/") || file.startsWith("components/") || file.startsWith("app/")) &&
        !isTest(file);
      return isProduct && !allowed.has(file) && text.includes("process.env");
    });
    expect(wrong.map(({ file }) => `${file}: take it from the runtime's env`)).toEqual([]);
  });

  it("has small files", () => {
    const long = files
      .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
      .filter(
        ({ file, lines }) =>
          lines > (/^app\/.*page\.tsx$/.test(file) ? PAGE_LINES_MAX + 5 : LINES_MAX),
      );
    expect(long).toEqual([]);
  });

  it("exports nothing but methods from routes", () => {
    const wrong = files
      .filter(({ file }) => /^app\/api\/.*route\.ts$/.test(file))
      .filter(({ text }) =>
        [...text.matchAll(/^export const (\w+)/gm)].some(
          (name) => !/^(GET|POST|PATCH|DELETE|dynamic)$/.test(name[1] ?? ""),
        ),
      );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it("builds links in lib/domain/links.ts only", () => {
    const typed =
      /(?:href|push|replace|assign)[=(]\s*\{?["'`]\/(?:queries|editor|sessions|calculations|notebooks|workgroups|capacity-reservations|audit|access|sign-in|api)\b/;
    const wrong = files.filter(
      ({ file, text }) => /^(app|components)\//.test(file) && !isTest(file) && typed.test(text),
    );
    expect(wrong.map(({ file }) => `${file}: use links.*`)).toEqual([]);
  });
});

function walk(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(file);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [file] : [];
  });
}

function read(file: string): Source {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;"']*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|^import\s+["']([^"']+)["']/gm,
  );
  const imports = [...statements].flatMap((match) => {
    const target = resolve(file, match[2] ?? match[3] ?? match[4] ?? "");
    return target === undefined ? [] : [{ target, typeOnly: match[1] !== undefined }];
  });
  return { file, text, imports };
}

/** A path of ours relative to the root; undefined for packages. */
function resolve(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (!specifier.startsWith(".")) return undefined;
  return path.posix.join(path.posix.dirname(file), specifier);
}
