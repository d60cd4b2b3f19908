import type { Page } from "@playwright/test";
import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { test } from "./fixtures/kept-context.ts";
import type { SeededProject } from "./fixtures/seed-project.ts";
import { expect } from "./fixtures/test.ts";

type Screen = {
  readonly name: string;
  readonly path: string | ((project: SeededProject) => string);
  /** Brings the page to the state that is meant, and ends once it is there. */
  readonly reach: (page: Page) => Promise<unknown>;
};

const nobody = { cookies: [], origins: [] };

const publicScreens: readonly Screen[] = [
  {
    name: "sign-in",
    path: "/sign-in",
    reach: (page) => page.getByRole("button", { name: "Sign in" }).waitFor(),
  },
  {
    name: "sign-in-wrong",
    path: "/sign-in",
    reach: async (page) => {
      await page.getByLabel("Email").fill("nobody@example.com");
      await page.getByRole("textbox", { name: "Password" }).fill("not the password");
      await page.keyboard.press("Enter");
      await page.getByText("Email or password is wrong").waitFor();
    },
  },
  {
    name: "setup-used",
    path: "/setup?token=used",
    reach: (page) => heading(page, "Slipway is set up already"),
  },
  { name: "docs-api", path: "/docs/api", reach: (page) => page.getByRole("heading", { level: 1 }).waitFor() },
];

const screens: readonly Screen[] = [
  { name: "admin", path: "/admin", reach: (page) => heading(page, "Runners") },
  { name: "settings", path: "/settings/project", reach: (page) => heading(page, "Traces") },
  { name: "apps", path: "/apps", reach: (page) => row(page, /Support bot/) },
  {
    name: "apps-new",
    path: "/apps?new=1",
    reach: async (page) => {
      await row(page, /Support bot/);
      await page.getByRole("menuitem", { name: /From template/ }).waitFor();
    },
  },
  {
    name: "apps-templates",
    path: "/apps?new=1",
    reach: async (page) => {
      await page.getByRole("menuitem", { name: /From template/ }).click();
      await page.getByRole("combobox", { name: "Search templates" }).fill("editor");
      await page.getByText("You are a careful editor", { exact: false }).waitFor();
    },
  },
  { name: "apps-none-found", path: "/apps?q=zzz", reach: (page) => heading(page, /No app matches/) },
  { name: "apps-archived", path: "/apps?archived=1", reach: (page) => heading(page, "Nothing is archived") },
  { name: "providers", path: "/providers", reach: (page) => row(page, /workshop/) },
  {
    name: "providers-presets",
    path: "/providers/new",
    reach: (page) => page.getByText("LM Studio").waitFor(),
  },
  {
    name: "provider-form",
    path: "/providers/new?preset=openai",
    reach: (page) => expect(page.getByLabel("API key")).toBeFocused(),
  },
  {
    name: "provider-failed",
    path: "/providers/new?preset=compatible",
    reach: async (page) => {
      await page.getByLabel("Name").fill("nowhere");
      await page.getByLabel("Base URL").fill("http://127.0.0.1:9/v1");
      await page.getByRole("button", { name: "Add and test" }).click();
      await page.getByText("Nothing was stored").waitFor();
    },
  },
  {
    name: "provider",
    path: ({ providerId }) => `/providers/${providerId}`,
    reach: (page) => row(page, /128,000/),
  },
  {
    name: "provider-choosing",
    path: ({ providerId }) => `/providers/${providerId}?choose=1`,
    reach: (page) => page.getByText(/lists 2 models/).waitFor(),
  },
  {
    name: "provider-deleting",
    path: ({ providerId }) => `/providers/${providerId}`,
    reach: async (page) => {
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: /Delete/ }).click();
      await page.getByText(/ uses? it and fails? from then on/).waitFor();
    },
  },
  { name: "keys", path: "/settings/keys", reach: (page) => row(page, /Support widget/) },
  {
    name: "keys-new",
    path: "/settings/keys",
    reach: async (page) => {
      await page.getByRole("button", { name: "New key" }).click();
      await expect(page.getByLabel("Name")).toBeFocused();
    },
  },
  {
    name: "playground-new",
    path: "/apps/new?template=support-assistant",
    reach: (page) => page.getByRole("textbox", { name: "Message" }).waitFor(),
  },
  {
    name: "playground",
    path: ({ appSlug, sessionId }) => `/apps/${appSlug}?session=${sessionId}`,
    reach: (page) => page.getByText("Bring boots.", { exact: true }).waitFor(),
  },
  { name: "runs", path: "/runs?q=yard", reach: (page) => row(page, /When does the yard open/) },
  {
    name: "run",
    path: ({ runId }) => `/runs/${runId}`,
    reach: (page) => page.getByText("Bring boots.", { exact: true }).first().waitFor(),
  },
  {
    name: "run-timeline",
    path: ({ runId }) => `/runs/${runId}?tab=timeline`,
    reach: (page) => page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first().waitFor(),
  },
  {
    name: "playground-menus",
    path: ({ appSlug }) => `/apps/${appSlug}`,
    reach: async (page) => {
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: "Compare" }).waitFor();
    },
  },
  {
    name: "revisions",
    path: ({ appSlug }) => `/apps/${appSlug}/revisions`,
    reach: (page) => page.getByText("First revision").first().waitFor(),
  },
  {
    name: "app-runs",
    path: ({ appSlug }) => `/apps/${appSlug}/runs`,
    reach: (page) => row(page, /When does the yard open/),
  },
  {
    name: "compare",
    path: ({ appSlug, sessionId }) => `/apps/${appSlug}/compare?pane=r1&pane=r1&sessions=${sessionId}`,
    reach: (page) => page.getByText("Bring boots.", { exact: true }).waitFor(),
  },
  {
    name: "compare-menu",
    path: ({ appSlug }) => `/apps/${appSlug}/compare?pane=r1`,
    reach: async (page) => {
      await page.getByRole("button", { name: "Configuration of pane A: r1" }).click();
      await page.getByRole("menuitem", { name: /First revision/ }).waitFor();
    },
  },
  {
    name: "compare-cases-none",
    path: ({ appSlug }) => `/apps/${appSlug}/compare?view=cases`,
    reach: (page) => heading(page, "No test cases yet"),
  },
  {
    name: "compare-case-new",
    path: ({ appSlug }) => `/apps/${appSlug}/compare?view=cases`,
    reach: async (page) => {
      await page.getByRole("button", { name: "New case" }).click();
      await expect(page.getByLabel("What is said")).toBeFocused();
    },
  },
  {
    name: "approvals",
    path: "/approvals",
    reach: (page) => page.getByRole("heading", { level: 1 }).waitFor(),
  },
  {
    name: "palette",
    path: "/apps",
    reach: async (page) => {
      await row(page, /Support bot/);
      await page.keyboard.press("ControlOrMeta+k");
      await page.keyboard.type("support");
      await page
        .getByRole("option", { name: /^Support bot/ })
        .first()
        .waitFor();
    },
  },
  {
    name: "shortcuts",
    path: "/apps",
    reach: async (page) => {
      await row(page, /Support bot/);
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    },
  },
];

const looks = [
  { colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { colorScheme: "dark", viewport: { width: 360, height: 740 } },
] as const;

for (const { colorScheme, viewport } of looks) {
  const look = `${colorScheme}-${viewport.width}`;
  test.describe(`${colorScheme}, ${viewport.width} px`, () => {
    test.use({ colorScheme, viewport });
    for (const screen of screens) {
      test(`${screen.name} is accessible and fits`, async ({ page, project }) => {
        await show(page, screen, { project, look });
      });
    }
    test.describe("signed out", () => {
      test.use({ storageState: nobody });
      for (const screen of publicScreens) {
        test(`${screen.name} is accessible and fits`, async ({ page, project }) => {
          await show(page, screen, { project, look });
        });
      }
    });
  });
}

async function show(page: Page, screen: Screen, { project, look }: { project: SeededProject; look: string }) {
  await page.goto(typeof screen.path === "string" ? screen.path : screen.path(project));
  await screen.reach(page);
  await capture(page, `${screen.name}-${look}`);
  await checkScreen(page);
}

function heading(page: Page, name: string | RegExp) {
  return page.getByRole("heading", { name }).waitFor();
}

function row(page: Page, name: RegExp) {
  return page.getByRole("row", { name }).waitFor();
}
