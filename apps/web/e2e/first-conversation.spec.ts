import { expect, type Page, test } from "@playwright/test";
import { type ModelServer, startModelServer } from "@slipway/testing/model-server/start-model-server";
import { say, scripted } from "./fixtures/make-app.ts";
import { type RunningSlipway, startSlipway } from "./fixtures/start-slipway.ts";
import { watchConsole } from "./fixtures/watch-console.ts";

/** The main job, from nothing: a person sets Slipway up, connects a real endpoint, talks, and finds the run. */
test("from the set-up link to a conversation in the run history", async ({ page }) => {
  test.setTimeout(240_000);
  const slipway = await startSlipway();
  const modelServer = await startModelServer({ apiKey: "sk-e2e" });
  const problems = watchConsole(page);
  try {
    await setUp(page, slipway);
    await addProvider(page, modelServer);
    await startChat(page, slipway);
    await talk(page, modelServer);
    await findTheRun(page);
    await usedLinkSaysSo(page, slipway);
    expect(problems).toEqual([]);
  } finally {
    await modelServer.close();
    await slipway.stop();
  }
});

async function setUp(page: Page, { setupUrl }: RunningSlipway) {
  if (setupUrl === undefined) throw new Error("No set-up link was printed.");
  await page.goto(setupUrl);
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Grace Hopper");
  await page.getByLabel("Email").fill("grace@example.com");
  const password = page.getByRole("textbox", { name: "Password" });
  await password.fill("too short");
  await page.getByRole("button", { name: "Create admin and sign in" }).click();
  await expect(page.getByText("Too short")).toBeVisible();
  await expect(password).toBeFocused();
  await password.fill("nanoseconds of wire");
  await page.getByRole("button", { name: "Create admin and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Make your first app" })).toBeVisible();
}

async function addProvider(page: Page, { url }: ModelServer) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Providers" }).click();
  await page.getByRole("link", { name: /OpenAI-compatible/ }).click();
  await page.getByLabel("Name").fill("scripted");
  await page.getByLabel("Base URL").fill(`${url}/v1`);
  await page.getByLabel("API key").fill("sk-wrong");
  await page.getByRole("button", { name: "Add and test" }).click();
  await expect(page.getByText(/answered 401/)).toBeVisible();
  await expect(page.getByText("Nothing was stored")).toBeVisible();
  await page.getByLabel("API key").fill("sk-e2e");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/Answered in .* and lists 2 models/)).toBeVisible();
  await page.getByRole("checkbox", { name: "scripted", exact: true }).click();
  await page.getByRole("button", { name: "Use 1 model" }).click();
  await expect(page.getByRole("table", { name: "Models of scripted" })).toContainText("scripted");
}

async function startChat(page: Page, { url }: RunningSlipway) {
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(`${url}/apps`);
  await page.getByRole("heading", { name: "Make your first app" }).waitFor();
  await page.keyboard.press("n");
  await expect(page.getByRole("menuitem", { name: /^Chat/ })).toBeVisible();
  await page.keyboard.press("c");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/apps\/new\?template=blank-chat/);
  await page.getByRole("combobox", { name: "Model" }).click();
  await page.getByRole("option", { name: "scripted/scripted" }).click();
}

async function talk(page: Page, modelServer: ModelServer) {
  const answer = ["!say A ramp on which", "!gate half", "!say **ships** are launched."];
  await say(page, scripted("What is a slipway?", ...answer));
  await modelServer.reached("half");
  // Half of the answer is on the screen while the model still holds back the rest: it streams.
  await expect(page.getByText("A ramp on which")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  modelServer.open("half");
  await expect(page.getByText("A ramp on which ships are launched.")).toBeVisible();
  await expect(page.getByText(/\d+ → \d+ tokens/)).toBeVisible();
  await page.reload();
  await expect(page.getByText("A ramp on which ships are launched.")).toBeVisible();
}

/** The run is in the history, with its messages, tokens and timing. */
async function findTheRun(page: Page) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await page
    .getByRole("row", { name: /What is a slipway/ })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/runs\/run_/);
  await expect(page.getByText("Completed", { exact: true })).toBeVisible();
  const messages = page.getByRole("list", { name: "Messages" });
  await expect(messages).toContainText("What is a slipway?");
  await expect(messages).toContainText("A ramp on which ships are launched.");
  await expect(fact(page, "Model")).toHaveText("scripted/scripted");
  await expect(fact(page, "Tokens")).toHaveText(/^[1-9]\d* → [1-9]\d*$/);
  await expect(fact(page, "Duration")).toHaveText(/\d (ms|s)/);
  await expect(fact(page, "First text after")).toHaveText(/\d (ms|s)/);
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first()).toBeVisible();
}

function fact(page: Page, label: string) {
  return page.getByRole("term").filter({ hasText: label }).locator("xpath=following-sibling::dd");
}

async function usedLinkSaysSo(page: Page, { setupUrl }: RunningSlipway) {
  await page.goto(setupUrl ?? "");
  await expect(page.getByRole("heading", { name: "Slipway is set up already" })).toBeVisible();
}
