import type { Page } from "@playwright/test";
import { AppWithRevision } from "@slipway/schemas/apps/app";
import { checkScreen } from "./fixtures/check-screen.ts";
import { say, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

const card = (page: Page, tool: string) => page.getByRole("article", { name: `${tool} needs a decision` });

/** An agent on the scripted model that asks before it does more than read. Answers its slug. */
async function makeAgent(page: Page, origin: string, name: string): Promise<string> {
  const config = {
    model: "workshop/scripted",
    instructions: "Be careful.",
    tools: { builtin: ["read", "write", "bash", "ls"] },
  };
  const answer = await page.request.post("/api/v1/apps", {
    data: { name, type: "agent", config },
    headers: { origin },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return AppWithRevision.parse(await answer.json()).app.slug;
}

const writeThenRead = [
  '!tool write {"path":"notes.md","content":"Bring boots.\\n"}',
  "!then",
  '!tool bash {"command":"cat notes.md"}',
  "!then",
  "!say All done.",
];

test("C39 an agent waits for a person before it writes and runs; what it made stands beside the conversation, also after a reload", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeAgent(page, slipway.url, "Careful");
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("Take a note", ...writeThenRead));
  await expect(card(page, "write")).toContainText("Bring boots.");
  await expect(page.getByRole("link", { name: /Approvals/ })).toContainText("1");
  await checkScreen(page);
  await card(page, "write")
    .getByRole("button", { name: /Allow once/ })
    .click();
  await expect(card(page, "bash")).toContainText("cat notes.md");
  await card(page, "bash").focus();
  await page.keyboard.press("y");
  await expect(page.getByText("All done.", { exact: true })).toBeVisible();
  const bash = page.getByRole("button", { name: /bash cat notes\.md/ });
  const openSteps = async () => {
    await page.getByRole("button", { name: /2 steps/ }).click();
    await bash.click();
  };
  await openSteps();
  await expect(page.getByRole("list", { name: "Messages" }).getByText("Bring boots.").last()).toBeVisible();
  await expect(page.getByRole("tree", { name: "Files" }).getByText("notes.md")).toBeVisible();
  await checkScreen(page);
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeHidden();
  const shown = await page.getByRole("list", { name: "Messages" }).textContent();
  await page.reload();
  await expect(page.getByText("All done.", { exact: true })).toBeVisible();
  await openSteps();
  await expect.poll(() => page.getByRole("list", { name: "Messages" }).textContent()).toBe(shown);
});

test("C39 a call is denied in the inbox with a reason, which the model is told", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeAgent(page, slipway.url, "Denied");
  await page.goto(`/apps/${slug}`);
  await say(
    page,
    scripted("Clean up", '!tool bash {"command":"rm -r notes"}', "!then", "!say Then I leave it."),
  );
  await expect(card(page, "bash")).toBeVisible();
  const playground = page.url();
  await page.goto("/approvals");
  const asked = card(page, "bash").filter({ hasText: "rm -r notes" });
  await expect(asked).toBeVisible();
  await checkScreen(page);
  await asked.focus();
  await page.keyboard.press("d");
  await page.getByLabel("Why not?").fill("The notes are needed.");
  await page.keyboard.press("Enter");
  await expect(asked).toBeHidden();
  await page.goto(playground);
  await expect(page.getByText("Then I leave it.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /bash rm -r notes/ })).toContainText(/denied/i);
  const told = modelServer.requests.findLast((request) =>
    JSON.stringify(request.body).includes("rm -r notes"),
  );
  expect(JSON.stringify(told?.body)).toContain("The notes are needed.");
});

test("C57 a person's file is there before anything is said, and the next run finds it; C39 an edit that a rule denies is refused and kept", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeAgent(page, slipway.url, "Uploads");
  await page.goto(`/apps/${slug}`);
  const file = { name: "numbers.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") };
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload" }).click();
  await (await chooser).setFiles([file]);
  const tree = page.getByRole("tree", { name: "Files" });
  await expect(tree.getByText("numbers.csv")).toBeVisible();
  await expect(tree).toContainText("next run");
  await checkScreen(page);
  await say(page, scripted("Read it", '!tool bash {"command":"cat numbers.csv"}', "!then", "!results"));
  await card(page, "bash").getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Command").fill("");
  await card(page, "bash")
    .getByRole("button", { name: /Allow as edited/ })
    .click();
  await expect(card(page, "bash")).toContainText("The edited input is not taken");
  await page.getByLabel("Command").fill("cat numbers.csv; echo seen");
  await card(page, "bash")
    .getByRole("button", { name: /Allow as edited/ })
    .click();
  await expect(page.getByRole("list", { name: "Messages" })).toContainText("1,2");
  await expect(tree).not.toContainText("next run");
});

test("C30 an agent's run that failed goes on from its last step", async ({ page, slipway, project: _ }) => {
  const slug = await makeAgent(page, slipway.url, "Goes on");
  await page.goto(`/apps/${slug}`);
  await say(
    page,
    scripted(
      "Look around",
      '!tool ls {"path":"."}',
      "!then",
      '!error 400 times 1 "The provider had a bad day"',
      "!say Back on track.",
    ),
  );
  const goOn = page.getByRole("button", { name: "Continue from step 1" });
  await expect(goOn).toBeVisible();
  await checkScreen(page);
  await goOn.click();
  await expect(page.getByText("Back on track.", { exact: true })).toBeVisible();
  await expect(goOn).toBeHidden();
  await expect(page.getByRole("button", { name: "Earlier answer" })).toBeVisible();
  await checkScreen(page);
});

test.describe("at 360 px, dark", () => {
  test.use({ viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  test("an agent of a template works with the demo model and nothing else", async ({ page, project: _ }) => {
    await page.goto("/apps/new?template=code-helper");
    await say(page, "Show me what you can do");
    await card(page, "bash")
      .getByRole("button", { name: /Allow once/ })
      .click();
    await expect(page.getByText("That was my script.", { exact: false })).toBeVisible();
    await checkScreen(page);
    await page.getByRole("tab", { name: "Files" }).click();
    await page.getByRole("tree", { name: "Files" }).getByText("count-words.sh").click();
    await expect(page.getByRole("region", { name: "count-words.sh" })).toBeVisible();
    await checkScreen(page);
  });
});
