import type { Page } from "@playwright/test";
import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { say, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

/** A provider that does not speak OpenAI's format, from its preset to a conversation in which it reasons. */
test("adds a provider that speaks Anthropic's format, and talks to a model that reasons", async ({
  page,
  modelServer,
}) => {
  test.setTimeout(120_000);
  await addProvider(page, modelServer.url);
  await chooseModel(page);
  await sayWhatItCan(page);
  await talkToIt(page);
  const asked = modelServer.requests.findLast(({ path }) => path === "/v1/messages");
  expect(asked).toMatchObject({
    status: 200,
    headers: { "x-api-key": "sk-e2e", "anthropic-version": "2023-06-01" },
    body: { model: "scripted", thinking: { type: "enabled" }, max_tokens: 64_000 },
  });
  expect(asked?.body).not.toHaveProperty("temperature");
});

async function addProvider(page: Page, url: string) {
  await page.goto("/providers/new");
  await page.getByRole("link", { name: /Anthropic-compatible/ }).click();
  await page.getByLabel("Name").fill("claudes");
  await page.getByLabel("Base URL").fill(url);
  await page.getByLabel("API key").fill("sk-wrong");
  await page.getByRole("button", { name: "Add and test" }).click();
  await expect(page.getByText("The endpoint answered 401: invalid x-api-key")).toBeVisible();
  await checkScreen(page);
  await page.getByLabel("API key").fill("sk-e2e");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/Answered in .* and lists 2 models/)).toBeVisible();
}

/** What the endpoint tells of its models is shown and filled in. */
async function chooseModel(page: Page) {
  const choices = page.getByRole("list", { name: "Models" });
  await expect(choices.getByText("200k context").first()).toBeVisible();
  await choices.getByRole("checkbox", { name: "scripted", exact: true }).click();
  await checkScreen(page);
  await capture(page, "provider-choosing-known");
  await page.getByRole("button", { name: "Use 1 model" }).click();
  await expect(page.getByRole("textbox", { name: "Context window of scripted, in tokens" })).toHaveValue(
    "200,000",
  );
}

async function sayWhatItCan(page: Page) {
  await page.getByRole("button", { name: "Abilities of scripted: — unknown" }).click();
  const abilities = page.getByRole("dialog", { name: "Abilities of scripted" });
  await abilities.getByRole("combobox", { name: "Can be told how long to reason" }).click();
  await page.getByRole("option", { name: "Yes" }).click();
  await abilities.getByRole("checkbox", { name: "minimal" }).click();
  await expect(abilities.getByRole("checkbox", { name: "minimal" })).not.toBeChecked();
  await checkScreen(page);
  await capture(page, "provider-abilities");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Abilities of scripted: reasons" })).toBeFocused();
}

async function talkToIt(page: Page) {
  await page
    .getByRole("banner")
    .or(page.getByRole("main"))
    .getByRole("link", { name: "Talk to it" })
    .first()
    .click();
  await expect(page.getByText("200k context · reasons")).toBeVisible();
  await page.getByRole("combobox", { name: "Model" }).click();
  await page.getByPlaceholder("Search models…").fill("claudes reasons");
  await expect(page.getByRole("option")).toHaveCount(1);
  await capture(page, "model-picker");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Parameters/ }).click();
  await expect(page.getByText("This model does not take: Seed.")).toBeVisible();
  await page.getByRole("combobox", { name: "Reasoning" }).click();
  await expect(page.getByRole("option")).toHaveText(["Model's own", "Off", "Low", "Medium", "High"]);
  await page.getByRole("option", { name: "Low" }).click();
  await checkScreen(page);
  await capture(page, "parameters-of-a-model");
  await say(
    page,
    scripted("Is the yard open?", "!think Let me look at the clock", "!say It is, until eight."),
  );
  await expect(page.getByText("It is, until eight.", { exact: true })).toBeVisible();
}
