#!/usr/bin/env node
// @ts-check
import { nodeProblem } from "./lib/node-version.mjs";

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const { runSuites } = await import("./lib/suites.mjs");
process.exit(await runSuites({ withBrowser: true }));
