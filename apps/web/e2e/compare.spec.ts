import type { Page } from "@playwright/test";
import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { makeApp, say, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

const pane = (page: Page, letter: string) => page.getByRole("region", { name: `Pane ${letter}` });

/** The configurations of so many panes are there: from here on something can be said to them. */
async function ready(page: Page, ...letters: readonly string[]): Promise<void> {
  for (const letter of letters) {
    // With its number: while it is read, its name begins with "Reading", and nothing can be sent yet.
    await expect(
      page.getByRole("button", { name: new RegExp(`^Configuration of pane ${letter}: r\\d`) }),
    ).toBeVisible();
  }
}

/** An app with two revisions that say different things. */
async function twoRevisions(page: Page, origin: string, name: string): Promise<string> {
  const slug = await makeApp({ request: page.request, origin, name });
  const config = { model: "workshop/scripted-small", instructions: "Be long." };
  const answer = await page.request.post(`/api/v1/apps/${slug}/revisions`, {
    data: { config, message: "Longer" },
    headers: { origin },
  });
  expect(answer.status()).toBe(201);
  return slug;
}

test("one input goes to every pane, each answers in a session of its own, and all of it survives a reload", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await twoRevisions(page, slipway.url, "Side by side");
  await page.goto(`/apps/${slug}/compare`);
  await expect(page.getByRole("button", { name: "Configuration of pane A: r1" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Configuration of pane B: r2" })).toBeVisible();
  await say(page, scripted("Compare us", "!say Same words."));
  for (const letter of ["A", "B"]) {
    await expect(pane(page, letter).getByText("Same words.", { exact: true })).toBeVisible();
    await expect(
      pane(page, letter)
        .getByText(/\d+ (ms|s)/)
        .first(),
    ).toBeVisible();
  }
  const asked = modelServer.requests.filter(({ body }) => JSON.stringify(body).includes("Compare us"));
  expect(asked.map(({ body }) => (body as { model: string }).model).sort()).toEqual([
    "scripted",
    "scripted-small",
  ]);
  await expect(page).toHaveURL(/sessions=ses_[0-9a-z]+%2Cses_|sessions=ses_[0-9a-z]+,ses_/);
  await say(page, scripted("And again", "!say More words."));
  for (const letter of ["A", "B"])
    await expect(pane(page, letter).getByText("More words.", { exact: true })).toBeVisible();
  await capture(page, "compare-1");
  await checkScreen(page);
  await page.reload();
  for (const letter of ["A", "B"]) {
    await expect(pane(page, letter).getByText("Same words.", { exact: true })).toBeVisible();
    await expect(pane(page, letter).getByText("More words.", { exact: true })).toBeVisible();
  }
  const runs = await (await page.request.get("/api/v1/runs?q=Compare%20us")).json();
  const told = (runs as { items: { revision: number; metadata: object }[] }).items;
  expect(told.map(({ revision }) => revision).sort()).toEqual([1, 2]);
  expect(told[0]?.metadata).toEqual({ comparison: expect.any(String), pane: expect.stringMatching(/[AB]/) });
  // Many lines, so that there is something to scroll: what a person moves, moves the other.
  const long = Array.from({ length: 120 }, (_, at) => `Line ${at}.`).join("\n\n");
  await say(page, scripted("At length", `!say ${JSON.stringify(long)}`));
  for (const letter of ["A", "B"])
    await expect(pane(page, letter).getByText("Line 119.", { exact: true })).toBeInViewport();
  await pane(page, "A").getByText("Line 119.", { exact: true }).hover();
  await page.mouse.wheel(0, -1_500);
  for (const letter of ["A", "B"])
    await expect(pane(page, letter).getByText("Line 119.", { exact: true })).not.toBeInViewport();
});

test("a pane gets a model, a draft of its own and company, and the one that is best becomes the playground's", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await twoRevisions(page, slipway.url, "Best of three");
  await page.goto(`/apps/${slug}/compare?pane=r1`);
  await ready(page, "A");
  await say(page, scripted("Who are you?", "!say One of many."));
  await expect(pane(page, "A").getByText("One of many.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Add pane" }).click();
  await page.getByRole("combobox", { name: "Model of pane B" }).click();
  await page.getByRole("option", { name: /scripted-small/ }).click();
  await expect(
    page.getByRole("button", { name: "Configuration of pane B: r1 · scripted-small" }),
  ).toBeVisible();
  await pane(page, "B").getByRole("button", { name: "Ask it the same" }).click();
  await expect(pane(page, "B").getByText("One of many.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Configuration of pane B" }).click();
  await page.getByRole("menuitem", { name: /Edit a copy/ }).click();
  const drawer = page.getByRole("dialog", { name: "Configuration of pane B" });
  await drawer.getByRole("textbox", { name: "Instructions" }).fill("Answer like a sailor.");
  await capture(page, "compare-2");
  await checkScreen(page);
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: /Configuration of pane B: Own draft/ })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "More about pane B" }).click();
  await page.getByRole("menuitem", { name: /Use this one/ }).click();
  await expect(page).toHaveURL(new RegExp(`/apps/${slug}\\?session=ses_`));
  await expect(page.getByText("r1 · edited")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Instructions" })).toHaveValue("Answer like a sailor.");

  // What another one takes the place of can be had back.
  await page.goto(`/apps/${slug}/compare?pane=r2`);
  await ready(page, "A");
  await page.getByRole("button", { name: "More about pane A" }).click();
  await page.getByRole("menuitem", { name: /Use this one/ }).click();
  await page.locator("[data-sonner-toast]").getByRole("button", { name: "Undo" }).click();
  await expect(page).toHaveURL(new RegExp(`/apps/${slug}/compare\\?pane=r2`));
  await page.goto(`/apps/${slug}`);
  await expect(page.getByRole("textbox", { name: "Instructions" })).toHaveValue("Answer like a sailor.");
});

test("what is sent while a pane's configuration is still being read goes as soon as it is there", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await twoRevisions(page, slipway.url, "Early bird");
  const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>();
  await page.route("**/revisions/2", async (route) => {
    await isLetGo;
    await route.continue();
  });
  await page.goto(`/apps/${slug}/compare?pane=r1&pane=r2`);
  await ready(page, "A");
  const box = page.getByRole("textbox", { name: "Message" });
  const message = scripted("Too early", "!say In time.");
  await box.fill(message);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Reading the configuration of pane B… It is sent then.")).toBeVisible();
  await expect(box).toHaveValue(message);
  letGo();
  for (const letter of ["A", "B"])
    await expect(pane(page, letter).getByText("In time.", { exact: true })).toBeVisible();
  await expect(box).toHaveValue("");
});

test("panes are stopped together or one by one, and a pane's failure is its own", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Stopping" });
  await page.goto(`/apps/${slug}/compare?pane=r1&pane=r1`);
  await ready(page, "A", "B");
  await say(page, scripted("Wait for me", "!say Begun", "!gate compare-stop", "!say and done."));
  for (const letter of ["A", "B"])
    await expect(pane(page, letter).getByText("Begun", { exact: true })).toBeVisible();
  await pane(page, "A").getByRole("button", { name: "Stop" }).click();
  await expect(pane(page, "A").getByText("Stopped", { exact: true })).toBeVisible();
  await expect(pane(page, "B").getByRole("button", { name: "Stop" })).toBeVisible();
  await page.getByRole("textbox", { name: "Message" }).focus();
  await page.getByRole("button", { name: "Stop", exact: true }).last().click();
  await expect(pane(page, "B").getByText("Stopped", { exact: true })).toBeVisible();
  modelServer.open("compare-stop");
});

test("saved cases run against every pane, and the grid is read from the runs after a reload", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await twoRevisions(page, slipway.url, "Tried and tested");
  await page.goto(`/apps/${slug}/compare`);
  await page.getByRole("textbox", { name: "Message" }).fill(scripted("First case", "!say Alpha."));
  await page.getByRole("button", { name: "Save as test case" }).click();
  await page.getByRole("tab", { name: /Test cases/ }).click();
  await expect(page.getByRole("rowheader", { name: /First case/ })).toBeVisible();
  await page.getByRole("button", { name: "New case" }).click();
  await page.getByLabel("What is said").fill(scripted("Second case", "!say Beta."));
  await page.getByLabel("Name").fill("The second");
  await capture(page, "compare-3");
  await checkScreen(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Run all cases" }).click();
  await expect(page.getByText("4 of 4 done")).toBeVisible();
  const cell = page.getByRole("button", { name: "Read the output of The second, pane B" });
  await expect(cell).toContainText("Beta.");
  await expect(page.getByText("2 of 2 completed")).toHaveCount(2);
  await capture(page, "compare-4");
  await checkScreen(page);
  await page.reload();
  await expect(page.getByText("4 of 4 done")).toBeVisible();
  await cell.click();
  await expect(page.getByRole("dialog").getByText("Beta.", { exact: true })).toBeVisible();
  await capture(page, "compare-5");
  await checkScreen(page);
  await page.keyboard.press("Escape");
  // Another configuration has no runs of this batch: the grid says so instead of showing another one's.
  await page.getByRole("combobox", { name: "Model of pane B" }).click();
  await page.getByRole("option", { name: /workshop\/scripted(?!-)/ }).click();
  await expect(page.getByText("Not run")).toHaveCount(2);
  await page.getByRole("button", { name: "Run the remaining 2" }).click();
  await expect(page.getByText("4 of 4 done")).toBeVisible();
  await page.getByRole("button", { name: "More about The second" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(page.getByRole("rowheader", { name: /The second/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("rowheader", { name: /The second/ })).toBeVisible();
});

test.describe("at 360 px", () => {
  test.use({ viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  test("panes become tabs, and what is not shown goes on", async ({ page, slipway, project: _ }) => {
    const slug = await twoRevisions(page, slipway.url, "Narrow");
    await page.goto(`/apps/${slug}/compare`);
    await expect(page.getByRole("tab", { name: "B · r2" })).toBeVisible();
    await say(page, scripted("On the phone", "!say Both of us."));
    await expect(pane(page, "A").getByText("Both of us.", { exact: true })).toBeVisible();
    await capture(page, "compare-6");
    await checkScreen(page);
    await page.getByRole("tab", { name: /^B/ }).click();
    await expect(pane(page, "B").getByText("Both of us.", { exact: true })).toBeVisible();
    await capture(page, "compare-7");
    await checkScreen(page);
  });
});
