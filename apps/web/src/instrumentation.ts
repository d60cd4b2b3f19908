import { startWeb } from "#server/start-web.ts";

/** Next calls this once, before it serves. */
export async function register(): Promise<void> {
  await startWeb();
}
