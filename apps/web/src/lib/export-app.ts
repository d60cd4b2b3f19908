import type { App } from "@slipway/schemas/apps/app";

/** Hands the app's file to the browser, which keeps it as a download. The page stays. */
export function exportApp({ slug }: Pick<App, "slug">): void {
  window.location.assign(`/api/v1/apps/${slug}/export`);
}
