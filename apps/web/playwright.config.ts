import { defineConfig } from "@playwright/test";

/**
 * Chromium makes two pages of its own, for what its address bar may suggest, beside each one that a test opens: half of
 * what a browser's start costs. It reads only the last list of what is off, so Playwright's own is in it.
 */
const offInChromium = [
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"],
  ...[
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "LensOverlay",
  ],
  ...["HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"],
  ...["AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"],
  "PreconnectToSearch",
];

/** Real Chromium against a whole Slipway that the tests start themselves: see e2e/fixtures. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One Slipway at a time: what is slow here is the machine, not the waiting.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // A trace keeps the whole page at each step of each test, a fifth of the stage's work: `--trace on` takes one.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-gpu",
        `--disable-features=${offInChromium.join(",")}`,
      ],
    },
  },
});
