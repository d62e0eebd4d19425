#!/usr/bin/env node
// @ts-check
// Installs and builds what is not current and starts nothing: for images and for machines that build only.
import { fileURLToPath } from "node:url";
import { buildConsole, buildLocalAthena } from "./lib/build.mjs";
import { Failure } from "./lib/failure.mjs";
import { installPackages } from "./lib/install.mjs";
import { createTerminal } from "./lib/terminal.mjs";

const context = {
  root: fileURLToPath(new URL("..", import.meta.url)),
  terminal: createTerminal(),
  signal: new AbortController().signal,
};
try {
  await installPackages(context);
  await buildLocalAthena(context);
  await buildConsole(context);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  for (const line of error.details) console.error(`  ${line}`);
  console.error(error.message);
  process.exitCode = 1;
}
