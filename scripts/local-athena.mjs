#!/usr/bin/env node
// @ts-check
import { nodeProblem } from "./lib/node-version.mjs";

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
// Loaded only now: an old Node would fail on it with a syntax error in place of the line above.
const { runLocalAthena } = await import("./lib/local-athena.mjs");
process.exit(await runLocalAthena(process.argv.slice(2), process.env));
