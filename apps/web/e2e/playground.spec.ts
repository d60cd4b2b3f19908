import type { Page } from "@playwright/test";
import { checkScreen } from "./fixtures/check-screen.ts";
import { makeApp, say, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

const box = (page: Page) => page.getByRole("textbox", { name: "Message" });

test("a template becomes an app with its first message, without losing anything on the way", async ({
  page,
  project: _,
}) => {
  await page.goto("/apps/new?template=support-assistant&model=workshop%2Fscripted");
  await page.getByRole("textbox", { name: "Instructions" }).fill("You sell ropes.");
  await say(page, scripted("Hello", "!say Ropes!"));
  await expect(page.getByText("Ropes!", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/apps\/support-assistant(-\d+)?\?session=ses_/);
  await expect(page.getByText("r1", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("Ropes!", { exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Instructions" })).toHaveValue("You sell ropes.");
});

test("a changed configuration runs as it stands, survives a reload, is shown beside its revision, and is committed", async ({
  page,
  context,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Drafts" });
  await page.goto(`/apps/${slug}`);
  await page.getByRole("textbox", { name: "Instructions" }).fill("Answer in verse.");
  await expect(page.getByText("r1 · edited")).toBeVisible();
  await page.reload();
  await expect(page.getByText("r1 · edited")).toBeVisible();
  await page.getByRole("button", { name: "Parameters" }).click();
  await page.getByLabel("Temperature").fill("5");
  await expect(page.getByText("At most 2.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send" })).toBeDisabled();
  await page.getByLabel("Temperature").fill("0.5");
  await say(page, "Draft please");
  await expect(page.getByText("You said: “Draft please”", { exact: false })).toBeVisible();
  const asked = modelServer.requests.findLast((request) =>
    JSON.stringify(request.body).includes("Draft please"),
  );
  expect(asked?.body).toMatchObject({ temperature: 0.5 });
  expect(JSON.stringify(asked?.body)).toContain("Answer in verse.");
  await page.getByRole("button", { name: "Diff" }).click();
  await expect(page.getByRole("dialog", { name: "Your changes since revision 1" })).toContainText(
    "Answer in verse.",
  );
  await page.keyboard.press("Escape");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Share" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.getByRole("button", { name: "Commit" }).click();
  await checkScreen(page);
  await page.getByLabel(/What changed/).fill("Verse");
  await page.getByRole("button", { name: "Commit revision 2" }).click();
  await expect(page.getByText("r2", { exact: true })).toBeVisible();
});

test("fallback models are put in order, and what a run passes over is said with its answer, also after a reload", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Stand-ins" });
  const config = { model: "workshop/scripted", fallbackModels: ["gone/none"] };
  const committed = await page.request.post(`/api/v1/apps/${slug}/revisions`, {
    data: { config, message: "With a stand-in" },
    headers: { origin: slipway.url },
  });
  expect(committed.status()).toBe(201);
  await page.goto(`/apps/${slug}`);
  const warning = page.getByRole("list", { name: "Warnings" }).getByText(/gone\/none is passed over/);
  await say(page, scripted("Hello", "!say Here."));
  await expect(page.getByText("Here.", { exact: true })).toBeVisible();
  await expect(warning).toBeVisible();
  await page.reload();
  await expect(warning).toBeVisible();

  await page.getByRole("button", { name: /^Fallback models/ }).click();
  const models = page.getByRole("list", { name: "Fallback models" }).getByRole("listitem");
  await expect(models).toHaveCount(1);
  await page.getByRole("combobox", { name: "Add a fallback model" }).click();
  await page.getByRole("option", { name: /scripted-small/ }).click();
  await expect(models).toHaveCount(2);
  await page.getByRole("button", { name: "Move fallback model 2 up" }).click();
  await expect(models.first()).toContainText("workshop/scripted-small");
  await expect(page.getByRole("button", { name: "Move fallback model 1 down" })).toBeFocused();
  await checkScreen(page);
  await page.getByRole("button", { name: "Remove fallback model 2" }).click();
  await expect(models).toHaveCount(1);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Discard changes" }).click();
  await expect(models.first()).toContainText("gone/none");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(models.first()).toContainText("workshop/scripted-small");
});

test("a commit that somebody else was faster with overwrites nothing", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Contested" });
  await page.goto(`/apps/${slug}`);
  await page.getByRole("textbox", { name: "Instructions" }).fill("Mine");
  const theirs = { config: { model: "workshop/scripted", instructions: "Theirs" }, message: "Quicker" };
  await page.request.post(`/api/v1/apps/${slug}/revisions`, {
    data: theirs,
    headers: { origin: slipway.url },
  });
  await page.getByRole("button", { name: "Commit" }).click();
  await page.getByRole("button", { name: "Commit revision 2" }).click();
  await expect(page.getByText("Revision 2 was committed meanwhile")).toBeVisible();
  await page.getByRole("button", { name: "Commit mine as revision 3" }).click();
  await expect(page.getByText("r3", { exact: true })).toBeVisible();
  const history = await (await page.request.get(`/api/v1/apps/${slug}/revisions`)).json();
  const said = (history as { items: { config: { instructions: string } }[] }).items.map(
    (each) => each.config.instructions,
  );
  expect(said).toEqual(["Mine", "Theirs", "Be brief."]);
});

test("C25 a stopped run shows that it was stopped, not an error, and keeps what was said", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Stopping" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("Talk", "!say So far", "!gate never-opened", "!say no further."));
  await modelServer.reached("never-opened");
  await expect(page.getByText("So far", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();
  await expect(page.getByText("So far", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();
  modelServer.open("never-opened");
});

test("C27 what is typed while a run works waits its turn, can be taken back, and goes in order", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Queue" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("First", "!say One", "!gate queue-held", "!say done."));
  await modelServer.reached("queue-held");
  for (const text of ["Second", "Taken back", "Third"]) await say(page, text);
  const queue = page.getByRole("list", { name: "Queued messages" }).getByRole("listitem");
  await expect(queue).toHaveText([/Second/, /Taken back/, /Third/]);
  await expect(queue.getByText("Queued")).toHaveCount(3);
  await checkScreen(page);
  await queue
    .filter({ hasText: "Taken back" })
    .getByRole("button", { name: "Remove from the queue" })
    .click();
  await expect(queue).toHaveText([/Second/, /Third/]);
  modelServer.open("queue-held");
  await expect(page.getByText("You said: “Third”", { exact: false })).toBeVisible();
  const messages = page.getByRole("list", { name: "Messages" }).getByRole("listitem");
  await expect(messages).toHaveText([/First/, /One done/, /Second/, /“Second”/, /Third/, /“Third”/]);
  await expect(queue).toHaveCount(0);
});

test("C25 a message that is refused gives its text back to the box", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Refused" });
  await page.goto(`/apps/${slug}`);
  const error = {
    code: "queue_full",
    message: "The project has 2000 runs waiting already.",
    requestId: "req_1",
  };
  // Two thousand waiting runs would say the same.
  await page.route("**/invoke", (route) =>
    route.fulfill({ status: 429, headers: { "retry-after": "5" }, json: { error } }),
  );
  await say(page, "Keep my words");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "The project has 2000 runs waiting already. Try again in 5 s.",
  );
  await expect(box(page)).toHaveValue("Keep my words");
  await page.unroute("**/invoke");
  await box(page).press("Enter");
  await expect(page.getByText("You said: “Keep my words”", { exact: false })).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
});

test("a failed answer says why and what to do, and is asked again on demand", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Failing" });
  await page.goto(`/apps/${slug}`);
  modelServer.script('!error 400 "The moon is wrong"', (request) => request.messages.at(-1)?.text === "Try");
  await say(page, "Try");
  await expect(page.getByText("The moon is wrong", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("You said: “Try”", { exact: false })).toBeVisible();
  await expect(page.getByText("You said: Try", { exact: true })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Earlier answer" })).toBeVisible();
});

test("a reader who scrolled up stays there while text comes, and jumps to the end on demand", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Scrolling" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("Long", "!tokens 900", "!gate scrolled", "!tokens 900", "!say The very end."));
  await modelServer.reached("scrolled");
  await expect(page.getByRole("list", { name: "Messages" })).toContainText(/(\S+\s+){899}\S/);
  const region = page.getByRole("region", { name: "Conversation" });
  await expect(page.getByRole("button", { name: "Jump to latest" })).toBeHidden();
  await region.hover();
  await page.mouse.wheel(0, -300);
  await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  const messages = page.getByRole("list", { name: "Messages" }).getByRole("listitem");
  const before = await messages.first().boundingBox();
  modelServer.open("scrolled");
  await expect(page.getByText(/\d+ → 1,80\d tokens/)).toBeAttached();
  expect(await messages.first().boundingBox()).toEqual(before);

  // Another one comes below the answer that they are in the middle of, and from which they have selected something.
  const answer = messages.nth(1);
  const end = answer.getByText("The very end.");
  await end.evaluate((paragraph) => getSelection()?.selectAllChildren(paragraph));
  const selected = () => page.evaluate(() => getSelection()?.toString());
  expect(await selected()).toContain("The very end.");
  await scrolledLongAgo(page);
  const session = new URL(page.url()).searchParams.get("session");
  const sent = await page.request.post(`/api/v1/sessions/${session}/runs`, {
    data: { input: { message: scripted("More", "!say From elsewhere.") } },
    headers: { origin: slipway.url },
  });
  expect(sent.ok(), await sent.text()).toBe(true);
  await expect(messages.last().getByText("From elsewhere.", { exact: true })).toBeAttached();
  expect(await messages.first().boundingBox()).toEqual(before);
  expect(await selected()).toContain("The very end.");
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(messages.last().getByText("From elsewhere.", { exact: true })).toBeInViewport();
});

/** Nothing was scrolled for longer than the list takes for one scroll: from then on it measures at once what comes. */
async function scrolledLongAgo(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        let timer = setTimeout(resolve, 1_100);
        const wait = () => {
          clearTimeout(timer);
          timer = setTimeout(resolve, 1_100);
        };
        document.addEventListener("scroll", wait, { capture: true, passive: true });
      }),
  );
}
