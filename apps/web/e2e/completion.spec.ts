import { checkScreen } from "./fixtures/check-screen.ts";
import { say } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

test("C68 C41 a completion is made from the menu, filled in, run with JSON as its output, and found in the history", async ({
  page,
  project,
  modelServer,
}) => {
  expect(project).toBeDefined();
  const topic = `tides ${crypto.randomUUID().slice(0, 8)}`;
  modelServer.script('!say It is a text.\n!then\n!say {"title": "Ebb & flow", "amount": 2}', (request) =>
    request.messages.some(({ text }) => text.includes(topic)),
  );
  await page.goto("/apps");
  await page.getByRole("button", { name: "New app" }).first().click();
  await page.getByRole("menuitem", { name: /Completion/ }).click();

  const prompt = page.getByRole("textbox", { name: "Content of message 1" });
  await prompt.fill("Name a book about {{topic}}{{#mood}} in a {{mood}} mood{{/mood}}.");
  await page.getByRole("button", { name: "Add variable topic" }).click();
  await expect(page.getByRole("button", { name: "Add variable topic" })).toHaveCount(0);
  await page.getByRole("button", { name: "Add variable mood" }).click();
  await page.getByRole("button", { name: /^Variables/ }).click();
  await page.getByRole("button", { name: "Remove input" }).click();

  await page.getByRole("combobox", { name: "Model" }).click();
  await page.getByRole("option", { name: "workshop/scripted" }).first().click();

  await page.getByRole("button", { name: /^Output/ }).click();
  await page.getByRole("switch", { name: "Answers are JSON" }).click();
  await page.getByRole("textbox", { name: /Try an answer/ }).fill('{"title": "x"}');
  await expect(page.getByText("amount: is missing")).toBeVisible();
  await page.getByRole("textbox", { name: /Try an answer/ }).fill('Sure: {"title": "x", "amount": 1}');
  await expect(page.getByText("It fits the schema.")).toBeVisible();
  await checkScreen(page);

  const form = page.getByRole("form", { name: "Values" });
  await form.getByRole("button", { name: "Run" }).click();
  await expect(form.getByText("Fill this in.").first()).toBeVisible();
  await form.getByRole("textbox", { name: "topic" }).fill(`${topic} <b>&</b> {{mood}}`);
  await form.getByRole("textbox", { name: "mood" }).fill("calm");
  await page.keyboard.press("Control+Enter");

  const result = page.getByRole("region", { name: "Result" });
  await expect(result.getByText('"title": "Ebb & flow"')).toBeVisible();
  await result.getByText("Prompt as it was sent").click();
  await expect(
    result.getByText(`Name a book about ${topic} <b>&</b> {{mood}} in a calm mood.`),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: "Earlier results" }).getByRole("button")).toHaveCount(1);
  await checkScreen(page);

  await page.reload();
  await expect(result.getByText('"title": "Ebb & flow"')).toBeVisible();
  await result.getByRole("link", { name: "Run" }).click();
  await expect(page.getByText("Output as JSON")).toBeVisible();
  await expect(page.getByRole("region", { name: "Values" }).getByText("calm")).toBeVisible();
  await checkScreen(page);

  // The history is searched by what was written a moment after the run's end.
  await expect(async () => {
    await page.goto(`/runs?q=${encodeURIComponent(topic)}`);
    await expect(page.getByRole("row", { name: new RegExp(topic) })).toBeVisible({ timeout: 3_000 });
  }).toPass();
});

test("C68 a chat's values are filled in above the conversation, and fixed with its first message", async ({
  page,
  project,
}) => {
  expect(project).toBeDefined();
  await page.goto("/apps/new?template=language-tutor");
  await page.getByRole("button", { name: /^Values/ }).click();
  await page.getByRole("textbox", { name: "language" }).fill("Dutch");
  await checkScreen(page);
  const parameters = page.getByRole("button", { name: /^Parameters/ });
  await parameters.click();
  await say(page, "Hoi");
  await expect(page.getByText("To talk to a real model", { exact: false })).toBeVisible();
  // The app and the session are made with it: nothing on the page is made anew for that.
  await expect(page).toHaveURL(/session=ses_/);
  await expect(parameters).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("textbox", { name: "Message" })).toBeFocused();
  const values = page.getByRole("button", { name: /^Values/ });
  await expect(values).toHaveAttribute("aria-expanded", "false");
  await values.click();
  await expect(page.getByText("This conversation has begun with these.")).toBeVisible();
  await expect(page.getByText("Dutch", { exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "language" })).toHaveCount(0);
});
