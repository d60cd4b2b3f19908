import { startWeb } from "#server/start-web.ts";

/** Next calls this once, before it serves. */
export function register(): void {
  startWeb();
}
