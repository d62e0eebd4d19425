// @ts-check
// Preloaded into both programs (node --import): should start.mjs be killed with SIGKILL, the pipe to it
// closes and they stop by themselves, so that no program is left holding a port or the database.
const STOP_TIMEOUT_MS = 5_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
// The listener alone would keep a program alive that has nothing more to do.
process.channel?.unref();

// A full disk must not end or stall a program: what cannot be written to its log is lost. Unheard, the error
// becomes an uncaught exception, which Next writes to the same log, and so on without end.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
