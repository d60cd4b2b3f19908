import { type Browser, chromium, type Page } from "playwright-core";
import { admin } from "#slipway/admin.ts";

export type OpenPage = AsyncDisposable & { readonly browser: Browser; readonly page: Page };

/** A real Chromium, signed in. */
export async function openBrowser(url: string): Promise<OpenPage> {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
  });
  const page = await browser.newPage({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const answer = await page.request.post("/api/auth/sign-in/email", {
    data: admin,
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`);
  return { browser, page, [Symbol.asyncDispose]: () => browser.close() };
}
