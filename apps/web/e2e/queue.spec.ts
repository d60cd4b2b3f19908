import type { Page } from "@playwright/test";
import { checkScreen } from "./fixtures/check-screen.ts";
import { makeApp, say, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

const box = (page: Page) => page.getByRole("textbox", { name: "Message" });
const queueOf = (page: Page) => page.getByRole("list", { name: "Queued messages" }).getByRole("listitem");
const messagesOf = (page: Page) => page.getByRole("list", { name: "Messages" }).getByRole("listitem");

test("C27 the queue is edited, reordered by buttons and by keys, and goes in the order that is shown", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Ordered" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("First", "!say One", "!gate ordered", "!say done."));
  await modelServer.reached("ordered");
  for (const text of ["Second", "Third", "Fourth"]) await say(page, text);
  const queue = queueOf(page);
  await expect(queue.getByText("Queued")).toHaveCount(3);
  await expect(queue).toHaveText([/Second/, /Third/, /Fourth/]);
  await queue.filter({ hasText: "Fourth" }).getByRole("button", { name: "Move up" }).click();
  await expect(queue).toHaveText([/Second/, /Fourth/, /Third/]);
  await queue.filter({ hasText: "Second" }).getByRole("button", { name: "Edit" }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(queue).toHaveText([/Fourth/, /Second/, /Third/]);
  await checkScreen(page);
  await queue.filter({ hasText: "Third" }).getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Queued message" }).fill("Third, edited");
  await checkScreen(page);
  await page.keyboard.press("Enter");
  await expect(queue).toHaveText([/Fourth/, /Second/, /Third, edited/]);
  await page.reload();
  await expect(queue).toHaveText([/Fourth/, /Second/, /Third, edited/]);
  modelServer.open("ordered");
  await expect(messagesOf(page)).toHaveText([
    /First/,
    /One done/,
    /Fourth/,
    /“Fourth”/,
    /Second/,
    /“Second”/,
    /Third, edited/,
    /“Third, edited”/,
  ]);
  await expect(queue).toHaveCount(0);
});

test("C27 what is typed while an earlier message is still on its way stays behind it", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Slow way" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("First", "!say One", "!gate slow-way", "!say done."));
  await modelServer.reached("slow-way");
  const held = Promise.withResolvers<void>();
  const posted: string[] = [];
  await page.route("**/api/v1/sessions/*/runs", async (route) => {
    const { input }: { input: { message: string } } = route.request().postDataJSON();
    posted.push(input.message);
    if (input.message === "Second") await held.promise;
    await route.continue();
  });
  await say(page, "Second");
  await say(page, "Third");
  const queue = queueOf(page);
  await expect(queue).toHaveText([/Second/, /Third/]);
  expect(posted).toEqual(["Second"]);
  held.resolve();
  await expect(queue.getByText("Queued")).toHaveCount(2);
  await expect(queue).toHaveText([/Second/, /Third/]);
  expect(posted).toEqual(["Second", "Third"]);
  modelServer.open("slow-way");
  await expect(messagesOf(page).filter({ hasText: /“Third”/ })).toBeVisible();
});

test("C27 what is typed before the first message has its answer goes into the same conversation", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Quick fingers" });
  await page.goto(`/apps/${slug}`);
  const held = Promise.withResolvers<void>();
  await page.route("**/api/v1/apps/*/invoke", async (route) => {
    await held.promise;
    await route.continue();
  });
  await say(page, "First");
  await say(page, "Second");
  await expect(box(page)).toHaveValue("");
  await box(page).fill("Not sent yet");
  held.resolve();
  await expect(messagesOf(page)).toHaveText([/First/, /“First”/, /Second/, /“Second”/]);
  await expect(box(page)).toHaveValue("Not sent yet");
  await expect(box(page)).toBeFocused();
});

test("C27 a second tab sees the queue change as it is changed", async ({
  page,
  context,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Seen" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("First", "!gate seen", "!say done."));
  await modelServer.reached("seen");
  for (const text of ["Second", "Third"]) await say(page, text);
  await expect(queueOf(page).getByText("Queued")).toHaveCount(2);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(queueOf(other)).toHaveText([/Second/, /Third/]);
  await queueOf(page).filter({ hasText: "Third" }).getByRole("button", { name: "Move up" }).click();
  await expect(queueOf(other)).toHaveText([/Third/, /Second/]);
  await queueOf(page).filter({ hasText: "Second" }).getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Queued message" }).fill("Second, edited");
  await page.keyboard.press("Enter");
  await expect(queueOf(other)).toHaveText([/Third/, /Second, edited/]);
  modelServer.open("seen");
  await expect(messagesOf(other).filter({ hasText: "“Second, edited”" })).toHaveCount(1);
});

test("C26 Ctrl+Enter says something into the run at work, and a queued message can be sent into it", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Steered" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("First", "!say One", "!gate steer", "!say done."));
  await modelServer.reached("steer");
  await expect(page.getByText("says it into this run")).toBeVisible();
  await say(page, "Queued for later");
  await box(page).fill("Steer one");
  await page.keyboard.press("Control+Enter");
  await expect(box(page)).toHaveValue("");
  const queue = queueOf(page);
  await expect(queue).toHaveText([/Steer one.*At the next step/, /Queued for later.*Queued/]);
  await page.reload();
  await expect(queue).toHaveText([/Steer one.*At the next step/, /Queued for later.*Queued/]);
  await queue.filter({ hasText: "Queued for later" }).getByRole("button", { name: "Send now" }).click();
  await expect(queue.getByText("At the next step")).toHaveCount(2);
  await checkScreen(page);
  modelServer.open("steer");
  await expect(messagesOf(page)).toHaveText([
    /First/,
    /One done/,
    /Steer one/,
    /Queued for later/,
    /“Queued for later”/,
  ]);
  await expect(queue).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  await page.reload();
  await expect(messagesOf(page)).toHaveCount(5);
});

test("an answer is given anew: the earlier one folds away, and a reload shows the same", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Anew" });
  await page.goto(`/apps/${slug}`);
  modelServer.script("!say The first answer");
  await say(page, "Question");
  await expect(page.getByText("The first answer", { exact: true })).toBeVisible();
  modelServer.script("!say The second answer");
  await messagesOf(page).last().hover();
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.getByText("The second answer", { exact: true })).toBeVisible();
  for (const shown of ["live", "after a reload"]) {
    await expect(messagesOf(page), shown).toHaveText([/Question/, /^Earlier answer$/, /The second answer/]);
    await page.reload();
  }
  await page.getByRole("button", { name: "Earlier answer" }).click();
  await expect(page.getByText("The first answer", { exact: true })).toBeVisible();
  await checkScreen(page);
  await say(page, "Next");
  await expect(messagesOf(page)).toHaveCount(5);
  const asked = modelServer.requests.at(-1)?.request?.messages.map(({ text }) => text);
  expect(asked).toEqual(["Be brief.", "Question", "The second answer", "Next"]);
});

test("C25 what is refused while a run works gives its words back to the box", async ({
  page,
  slipway,
  modelServer,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Given back" });
  await page.goto(`/apps/${slug}`);
  await say(page, scripted("First", "!gate refused", "!say done."));
  await modelServer.reached("refused");
  const limited = { error: { code: "rate_limited", message: "Too many requests.", requestId: "req_1" } };
  await page.route("**/sessions/*/runs", (route) =>
    route.fulfill({ status: 429, headers: { "retry-after": "2" }, json: limited }),
  );
  await box(page).fill("Steer me");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Try again in 2 s.");
  await expect(box(page)).toHaveValue("Steer me");
  await page.unroute("**/sessions/*/runs");
  await page.keyboard.press("Enter");
  await expect(queueOf(page).getByText("Queued")).toHaveCount(1);
  const taken = { error: { code: "conflict", message: "A runner has taken it.", requestId: "req_2" } };
  await page.route("**/runs/run_*", (route) => route.fulfill({ status: 409, json: taken }));
  await queueOf(page).getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Queued message" }).fill("Edited too late");
  await page.keyboard.press("Enter");
  await expect(page.getByText("A runner has taken it.")).toBeVisible();
  await expect(box(page)).toHaveValue("Edited too late");
  await page.unroute("**/runs/run_*");
  modelServer.open("refused");
  await expect(messagesOf(page).filter({ hasText: "“Steer me”" })).toHaveCount(1);
});
