import { readFile } from "node:fs/promises";
import { type APIRequestContext, expect as expectApi, type Page } from "@playwright/test";
import { Run } from "@slipway/schemas/runs/run";
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

test("C63 the history of all projects shows a run as it starts, as it ends, and only where its filters let it", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Live list" });
  const to = { request: page.request, origin: slipway.url, slug };
  await page.goto("/runs?project=all");
  await page.getByRole("row").nth(1).waitFor();
  await expect(page.getByRole("columnheader", { name: "Project" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Project" })).toContainText("All projects");
  await checkScreen(page);
  await ask(to, scripted("Appears by itself", "!say Half", "!gate live-list", "!say whole."));
  await expect(row(page, /Running.*Appears by itself/)).toBeVisible();
  modelServer.open("live-list");
  await expect(row(page, /Completed.*Appears by itself/)).toBeVisible();
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await expect(page).toHaveURL(/project=all&status=failed/);
  await expect(row(page, /Appears by itself/)).toBeHidden();
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Status" })).toContainText("Failed");
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("searchbox", { name: "Search in what was said" }).fill("appears by");
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

test("C63 the charts count a run as it ends, and drawing over them narrows the list to that time", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Charted" });
  const to = { request: page.request, origin: slipway.url, slug };
  await ask(to, scripted("Breaks in the chart", '!error 401 "Incorrect API key provided"'));
  await page.goto(`/apps/${slug}/runs`);
  const charts = page.getByRole("region", { name: "Charts" });
  const runs = charts.getByRole("figure").filter({ hasText: "Runs" });
  await expect(runs).toContainText("1 failed");
  await ask(to, scripted("Comes into the chart", "!gate charted", "!say Counted."));
  await expect(row(page, /Comes into the chart/)).toBeVisible();
  await expect(runs).toContainText("Runs2");
  await expect(charts.getByRole("figure").filter({ hasText: "Cost" })).toBeVisible();
  modelServer.open("charted");
  await expect(row(page, /Completed.*Comes into the chart/)).toBeVisible();
  const plot = runs.locator("svg");
  const box = await plot.boundingBox();
  if (!box) throw new Error("The chart is not shown");
  await page.mouse.move(box.x + box.width * 0.02, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.98, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(page.getByRole("combobox", { name: "Time" })).toContainText("Chosen time");
  await expect(row(page, /Breaks in the chart/)).toBeVisible();
  await checkScreen(page);
  await page.getByRole("button", { name: /^Take away/ }).click();
  await expect(page).not.toHaveURL(/from=/);
});

test("the runs that the filters find are exported, and the columns are remembered", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Exported" });
  const run = await ask(
    { request: page.request, origin: slipway.url, slug },
    scripted("Take me along", "!say Packed."),
  );
  await page.goto(`/apps/${slug}/runs?source=playground`);
  await expect(row(page, /Completed.*Take me along/)).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /NDJSON/ }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(lines.map((line) => Run.parse(JSON.parse(line)).id)).toEqual([run.id]);
  await expect(page.getByRole("columnheader", { name: "First token" })).toBeHidden();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "First token" }).click();
  await checkScreen(page);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/columns=[\w.]*ttft/);
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "First token" })).toBeVisible();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("textbox", { name: "Environment" }).fill("nowhere");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/environment=nowhere/);
  await expect(page.getByRole("heading", { name: /No run matches/ })).toBeVisible();
});

test("runs are narrowed by what is typed, kept as a view, chosen by keyboard and cancelled or retried at once", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Handled together" });
  const to = { request: page.request, origin: slipway.url, slug };
  await ask(to, scripted("Done alpha", "!say One."));
  await ask(to, scripted("Done beta", "!say Two."));
  await page.goto(`/apps/${slug}/runs`);
  await expect(row(page, /Done alpha/)).toBeVisible();
  await expect(row(page, /Done beta/)).toBeVisible();
  await ask(to, scripted("Still at it", "!gate together", "!say Never."));
  await expect(row(page, /Running.*Still at it/)).toBeVisible();

  const search = page.getByRole("searchbox", { name: "Search in what was said" });
  await search.fill("status:bro ");
  await expect(page.getByRole("alert").filter({ hasText: "Possible: queued" })).toBeVisible();
  await search.fill("status:comp");
  await expect(page.getByRole("option", { name: "status:completed" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/status=completed/);
  await expect(search).toHaveValue("");
  await expect(row(page, /Still at it/)).toBeHidden();

  const view = page.getByRole("button", { name: /^View:/ });
  await view.click();
  await page.getByRole("menuitem", { name: "Save as a view…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Done together");
  await checkScreen(page);
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(view).toHaveAccessibleName("View: Done together");
  await expect(page).toHaveURL(/view=viw_/);
  await view.click();
  await page.getByRole("menuitem", { name: "All runs" }).click();
  await expect(page).not.toHaveURL(/status=/);
  await expect(row(page, /Still at it/)).toBeVisible();

  await row(page, /Still at it/).focus();
  await page.keyboard.press("x");
  await row(page, /Done alpha/).focus();
  await page.keyboard.press("Shift+X");
  const bar = page.getByRole("region", { name: "Selected runs" });
  await expect(bar).toContainText("3 selected");
  await checkScreen(page);
  await bar.getByRole("button", { name: "Cancel 1" }).click();
  await expect(row(page, /Cancelled.*Still at it/)).toBeVisible();
  await expect(bar).toContainText("2 selected");
  modelServer.open("together");
  await bar.getByRole("button", { name: "Retry 2" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Retry 2 runs" }).click();
  await expect(page.getByRole("row", { name: /Done/ })).toHaveCount(4);
  await expect(bar).toBeHidden();

  await view.click();
  await page.getByRole("menuitem", { name: "Done together", exact: true }).click();
  await view.click();
  await page.getByRole("menuitem", { name: "Delete “Done together”" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(view).toHaveAccessibleName("View: Done together");
});
