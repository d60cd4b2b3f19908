import type { Locator, Page } from "@playwright/test";
import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { test } from "./fixtures/kept-context.ts";
import type { SeededProject } from "./fixtures/seed-project.ts";
import { expect } from "./fixtures/test.ts";

type Screen = {
  readonly name: string;
  readonly path: string | ((project: SeededProject) => string);
  /** Brings the page to the state that is meant, where its address alone does not. */
  readonly reach?: (page: Page) => Promise<unknown>;
  /** What is there only in that state. */
  readonly shows: (page: Page) => Locator;
  /** What a narrow window has open is closed when it becomes wide: the wide one is loaded too. */
  readonly loadAgain?: true;
};

const nobody = { cookies: [], origins: [] };

const publicScreens: readonly Screen[] = [
  { name: "sign-in", path: "/sign-in", shows: (page) => page.getByRole("button", { name: "Sign in" }) },
  {
    name: "sign-in-wrong",
    path: "/sign-in",
    reach: async (page) => {
      await page.getByLabel("Email").fill("nobody@example.com");
      await page.getByRole("textbox", { name: "Password" }).fill("not the password");
      await page.keyboard.press("Enter");
    },
    shows: (page) => page.getByText("Email or password is wrong"),
  },
  {
    name: "setup-used",
    path: "/setup?token=used",
    shows: (page) => heading(page, "Slipway is set up already"),
  },
  { name: "docs-api", path: "/docs/api", shows: (page) => page.getByRole("heading", { level: 1 }) },
];

const screens: readonly Screen[] = [
  { name: "admin", path: "/admin", shows: (page) => heading(page, "Runners") },
  { name: "settings", path: "/settings/project", shows: (page) => heading(page, "Traces") },
  { name: "apps", path: "/apps", shows: supportBot },
  {
    name: "apps-new",
    path: "/apps?new=1",
    reach: (page) => supportBot(page).waitFor(),
    shows: (page) => page.getByRole("menuitem", { name: /From template/ }),
  },
  {
    name: "apps-templates",
    path: "/apps?new=1",
    reach: async (page) => {
      await page.getByRole("menuitem", { name: /From template/ }).click();
      await page.getByRole("combobox", { name: "Search templates" }).fill("editor");
    },
    shows: (page) => page.getByText("You are a careful editor", { exact: false }),
  },
  { name: "apps-none-found", path: "/apps?q=zzz", shows: (page) => heading(page, /No app matches/) },
  { name: "apps-archived", path: "/apps?archived=1", shows: (page) => heading(page, "Nothing is archived") },
  { name: "providers", path: "/providers", shows: (page) => row(page, /workshop/) },
  { name: "providers-presets", path: "/providers/new", shows: (page) => page.getByText("LM Studio") },
  {
    name: "provider-form",
    path: "/providers/new?preset=openai",
    reach: (page) => expect(page.getByLabel("API key")).toBeFocused(),
    shows: (page) => page.getByLabel("API key"),
  },
  {
    name: "provider-failed",
    path: "/providers/new?preset=compatible",
    reach: async (page) => {
      await page.getByLabel("Name").fill("nowhere");
      await page.getByLabel("Base URL").fill("http://127.0.0.1:9/v1");
      await page.getByRole("button", { name: "Add and test" }).click();
    },
    shows: (page) => page.getByText("Nothing was stored"),
  },
  {
    name: "provider",
    path: ({ providerId }) => `/providers/${providerId}`,
    shows: (page) => row(page, /128,000/),
  },
  {
    name: "provider-choosing",
    path: ({ providerId }) => `/providers/${providerId}?choose=1`,
    shows: (page) => page.getByText(/lists 2 models/),
  },
  {
    name: "provider-deleting",
    path: ({ providerId }) => `/providers/${providerId}`,
    reach: async (page) => {
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: /Delete/ }).click();
    },
    shows: (page) => page.getByText(/ uses? it and fails? from then on/),
  },
  { name: "keys", path: "/settings/keys", shows: (page) => row(page, /Support widget/) },
  {
    name: "keys-new",
    path: "/settings/keys",
    reach: async (page) => {
      await page.getByRole("button", { name: "New key" }).click();
      await expect(page.getByLabel("Name")).toBeFocused();
    },
    shows: (page) => page.getByLabel("Name"),
  },
  {
    name: "playground-new",
    path: "/apps/new?template=support-assistant",
    shows: (page) => page.getByRole("textbox", { name: "Message" }),
  },
  {
    name: "playground",
    path: ({ appSlug, sessionId }) => `/apps/${appSlug}?session=${sessionId}`,
    shows: answer,
  },
  { name: "runs", path: "/runs?q=yard", shows: (page) => row(page, /When does the yard open/) },
  { name: "runs-none", path: "/runs?q=zzzz", shows: (page) => heading(page, /No run matches/) },
  {
    name: "runs-filtered",
    path: "/runs?q=yard&source=playground&minDurationMs=1&from=2026-01-01T00:00:00Z",
    shows: (page) => page.getByRole("button", { name: "Take away: Source: Playground" }),
  },
  { name: "run", path: ({ runId }) => `/runs/${runId}`, shows: answer },
  {
    name: "run-timeline",
    path: ({ runId }) => `/runs/${runId}?tab=timeline`,
    shows: (page) =>
      page.getByRole("list", { name: "Timeline" }).getByRole("listitem").filter({ hasText: "Turn 1" }),
  },
  {
    name: "run-raw",
    path: ({ runId }) => `/runs/${runId}?tab=raw`,
    shows: (page) => page.getByText("run.finished", { exact: false }),
  },
  {
    name: "run-missing",
    path: "/runs/run_nothing",
    shows: (page) => heading(page, "There is no such run"),
  },
  {
    name: "playground-menus",
    path: ({ appSlug }) => `/apps/${appSlug}`,
    reach: (page) => page.getByRole("button", { name: "More actions" }).click(),
    shows: (page) => page.getByRole("menuitem", { name: "Compare" }),
  },
  {
    name: "revisions",
    path: ({ appSlug }) => `/apps/${appSlug}/revisions`,
    shows: (page) => page.getByText("First revision"),
  },
  {
    name: "app-runs",
    path: ({ appSlug }) => `/apps/${appSlug}/runs`,
    shows: (page) => row(page, /When does the yard open/),
  },
  {
    name: "compare",
    path: ({ appSlug, sessionId }) => `/apps/${appSlug}/compare?pane=r1&pane=r1&sessions=${sessionId}`,
    shows: answer,
  },
  {
    name: "compare-menu",
    path: ({ appSlug }) => `/apps/${appSlug}/compare?pane=r1`,
    reach: (page) => page.getByRole("button", { name: "Configuration of pane A: r1" }).click(),
    shows: (page) => page.getByRole("menuitem", { name: /First revision/ }),
    loadAgain: true,
  },
  {
    name: "compare-cases-none",
    path: ({ appSlug }) => `/apps/${appSlug}/compare?view=cases`,
    shows: (page) => heading(page, "No test cases yet"),
  },
  {
    name: "compare-case-new",
    path: ({ appSlug }) => `/apps/${appSlug}/compare?view=cases`,
    reach: async (page) => {
      await page.getByRole("button", { name: "New case" }).click();
      await expect(page.getByLabel("What is said")).toBeFocused();
    },
    shows: (page) => page.getByLabel("What is said"),
  },
  { name: "approvals", path: "/approvals", shows: (page) => page.getByRole("heading", { level: 1 }) },
  {
    name: "palette",
    path: "/apps",
    reach: async (page) => {
      await supportBot(page).waitFor();
      await page.keyboard.press("ControlOrMeta+k");
      await page.keyboard.type("support");
    },
    shows: (page) => page.getByRole("option", { name: /^Support bot/ }),
  },
  {
    name: "shortcuts",
    path: "/apps",
    reach: async (page) => {
      await supportBot(page).waitFor();
      await page.keyboard.press("?");
    },
    shows: (page) => page.getByRole("dialog", { name: "Keyboard shortcuts" }),
  },
];

const narrow = { look: "dark-360", colorScheme: "dark", viewport: { width: 360, height: 740 } } as const;
const wide = { look: "light-1440", colorScheme: "light", viewport: { width: 1440, height: 900 } } as const;

// Loaded as on a phone, which no other test does for each screen, then turned into the wide one where it stands.
test.use({ colorScheme: narrow.colorScheme, viewport: narrow.viewport });

for (const screen of screens) checkInBothLooks(screen);

test.describe("signed out", () => {
  test.use({ storageState: nobody });
  for (const screen of publicScreens) checkInBothLooks(screen);
});

function checkInBothLooks({ name, path, reach, shows, loadAgain }: Screen) {
  test(`${name} is accessible and fits: dark at 360 px, light at 1440 px`, async ({ page, project }) => {
    for (const { look, colorScheme, viewport } of [narrow, wide]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      if (look === narrow.look || loadAgain) {
        await page.goto(typeof path === "string" ? path : path(project));
        await reach?.(page);
      }
      await expect(shows(page).first()).toBeVisible();
      await capture(page, `${name}-${look}`);
      await checkScreen(page);
      expect(await frameScrolls(page), `the frame of ${name} stands still`).toBeLessThan(10);
      expect(await shows(page).first().isVisible(), `${name} is still what was checked`).toBe(true);
    }
  });
}

/** How far a signed-in page itself can be scrolled, beside its regions. A public one is a document, and may. */
function frameScrolls(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return document.querySelector("#content[tabindex]") ? scrollHeight - clientHeight : 0;
  });
}

function answer(page: Page) {
  return page.getByText("Bring boots.", { exact: true });
}

function heading(page: Page, name: string | RegExp) {
  return page.getByRole("heading", { name });
}

function row(page: Page, name: RegExp) {
  return page.getByRole("row", { name });
}

function supportBot(page: Page) {
  return row(page, /Support bot/);
}
