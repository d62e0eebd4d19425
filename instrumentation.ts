/** Opens the database when the server starts, so that the first visitor does not wait for it. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { runtime } = await import("@/lib/server/runtime");
    await runtime().catch((error) => console.error(String(error)));
  }
}
