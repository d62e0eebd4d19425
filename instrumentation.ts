/** Opens the database when the server starts, so that the first visitor does not wait for it. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startOrExit } = await import("@/lib/server/runtime");
    await startOrExit();
  }
}
