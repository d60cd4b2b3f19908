import { type APIRequestContext, expect as expectApi, type Page } from "@playwright/test";
import { Run } from "@slipway/schemas/runs/run";
import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { makeApp, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

type Ask = { readonly request: APIRequestContext; readonly origin: string; readonly slug: string };

/** Starts a run through the API and does not wait for it. */
async function ask({ request, origin, slug }: Ask, message: string): Promise<Run> {
  const answer = await request.post(`/api/v1/apps/${slug}/invoke`, {
    data: { input: { message } },
    headers: { origin, prefer: "respond-async" },
  });
  expectApi(answer.status(), await answer.text()).toBe(202);
  return Run.parse(await answer.json());
}

const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });

test("the history shows a run as it starts, as it ends, and only where its filters let it", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Live list" });
  const to = { request: page.request, origin: slipway.url, slug };
  await page.goto("/runs");
  await page.getByRole("row").nth(1).waitFor();
  await ask(to, scripted("Appears by itself", "!say Half", "!gate live-list", "!say whole."));
  await expect(row(page, /Running.*Appears by itself/)).toBeVisible();
  modelServer.open("live-list");
  await expect(row(page, /Completed.*Appears by itself/)).toBeVisible();
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await expect(page).toHaveURL(/status=failed/);
  await expect(row(page, /Appears by itself/)).toBeHidden();
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Status" })).toContainText("Failed");
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("searchbox", { name: "Search in the input" }).fill("appears by");
  await expect(page).toHaveURL(/q=appears/);
  await expect(page.getByRole("row")).toHaveCount(2);
});

test("a run is looked into beside the list, by keyboard, and opens on its own page", async ({
  page,
  project,
}) => {
  await page.goto("/runs?q=yard");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await row(page, /When does the yard open/).focus();
  await page.keyboard.press("Enter");
  const preview = page.getByRole("complementary", { name: "Preview of the run" });
  await expect(preview.getByText("Bring boots.", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`run=${project.runId}`));
  await checkScreen(page);
  await page.keyboard.press("Escape");
  await expect(preview).toBeHidden();
  await expect(row(page, /When does the yard open/)).toBeFocused();
  await page.keyboard.press("Shift+Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${project.runId}$`));
  await expect(page.getByText("The model finished its answer.")).toBeVisible();
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("Turn 1");
  await page.getByRole("tab", { name: "Raw" }).click();
  await expect(page.getByText('"type":"run.finished"', { exact: false })).toBeVisible();
});

test("a run's page follows it while it works, and stops it", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Followed" });
  const to = { request: page.request, origin: slipway.url, slug };
  const run = await ask(to, scripted("Follow me", "!say Already here", "!gate followed", "!say never."));
  await page.goto(`/runs/${run.id}`);
  await modelServer.reached("followed");
  await expect(page.getByText("Already here", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Somebody stopped it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toBeHidden();
  modelServer.open("followed");
  await page.getByRole("link", { name: "Open in playground" }).click();
  await expect(page.getByText("Already here", { exact: true })).toBeVisible();
});

test("a failed run opens with what failed and what to try", async ({ page, slipway, project: _ }) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Broken" });
  const run = await ask(
    { request: page.request, origin: slipway.url, slug },
    scripted("Fail", '!error 401 "Incorrect API key provided"'),
  );
  await page.goto(`/runs/${run.id}`);
  const failure = page.getByRole("region", { name: "Failure" });
  await expect(failure).toContainText("Incorrect API key provided");
  await expect(failure).toContainText("Check the provider's key under Providers.");
  await checkScreen(page);
});

for (const [colorScheme, width] of [
  ["light", 1440],
  ["dark", 360],
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: width === 360 ? 740 : 900 } });
    test("the history and each part of a run are accessible and fit", async ({ page, project }) => {
      const screens = {
        runs: ["/runs?q=yard", row(page, /When does the yard open/)],
        "runs-none": ["/runs?q=zzzz", page.getByRole("heading", { name: /No run matches/ })],
        "app-runs": [`/apps/${project.appSlug}/runs`, row(page, /When does the yard open/)],
        run: [`/runs/${project.runId}`, page.getByText("Bring boots.", { exact: true })],
        "run-timeline": [`/runs/${project.runId}?tab=timeline`, page.getByText("Turn 1")],
        "run-raw": [`/runs/${project.runId}?tab=raw`, page.getByText("run.finished", { exact: false })],
        "run-missing": ["/runs/run_nothing", page.getByRole("heading", { name: "There is no such run" })],
      } as const;
      for (const [name, [path, shown]] of Object.entries(screens)) {
        await page.goto(path);
        await shown.first().waitFor();
        await capture(page, `${name}-${colorScheme}-${width}`);
        await checkScreen(page);
      }
    });
  });
}
