/** Next calls this once, before it serves. It also builds this file for its edge runtime, which has no database. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next replaces this text while it builds, and drops the import elsewhere.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startWeb } = await import("#server/start-web.ts");
    await startWeb();
  }
}
