import { defineConfig } from "@playwright/test";

/** Real Chromium against a whole Slipway that the tests start themselves: see e2e/fixtures. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One Slipway at a time: what is slow here is the machine, not the waiting.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // Without a film of each test: taking one keeps a core busy, and the last picture is there anyway.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-gpu"],
    },
  },
});
