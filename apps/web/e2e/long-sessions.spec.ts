import type { Page } from "@playwright/test";
import { Run } from "@slipway/schemas/runs/run";
import { readTasks, taskCategories } from "@slipway/testing/browser/read-tasks";
import { makeApp, say, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

const messages = (page: Page) => page.getByRole("list", { name: "Messages" });

type Begin = { readonly page: Page; readonly origin: string; readonly slug: string; readonly count: number };

/** A session that begins with so many messages, an answer to the last one included. */
async function begin({ page, origin, slug, count }: Begin): Promise<string> {
  const past = Array.from({ length: count - 2 }, (_, at) => ({
    role: at % 2 === 0 ? "user" : "assistant",
    content: at % 2 === 0 ? `Question ${at}?` : `Answer ${at}.\n\n- one\n- two\n\n${"Words. ".repeat(30)}`,
  }));
  const last = { role: "user", content: "Begin\n!script\n!say Begun." };
  const answer = await page.request.post(`/api/v1/apps/${slug}/invoke`, {
    data: { input: { messages: [...past, last] } },
    headers: { origin },
  });
  return Run.parse(await answer.json()).sessionId;
}

test("a long session opens at its end with few of its messages on the page, and pages back without moving the reader", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Long talk" });
  const session = await begin({ page, origin: slipway.url, slug, count: 200 });
  await page.goto(`/apps/${slug}?session=${session}`);
  await expect(messages(page).getByText("Begun.", { exact: true })).toBeInViewport();
  expect(await messages(page).locator("> li").count()).toBeLessThan(40);
  await expect(page.getByRole("button", { name: "Jump to latest" })).toBeHidden();

  const box = await messages(page).boundingBox();
  if (!box) throw new Error("The messages are not shown.");
  await page.mouse.move(box.x + box.width / 2, 400);
  // Up, page after page, to the very first one.
  await expect(async () => {
    await page.mouse.wheel(0, -3000);
    const first = messages(page).locator("> li").filter({ hasText: "Question 0?" });
    await expect(first).toBeInViewport({ timeout: 200 });
  }).toPass({ timeout: 40_000, intervals: [20] });
  expect(await messages(page).locator("> li").count()).toBeLessThan(40);

  // What is said meanwhile moves nothing for who reads further up.
  const seen = messages(page).locator("> li").filter({ hasText: "Question 0?" });
  await expect(seen).toBeInViewport();
  await expect(async () => {
    const before = await seen.boundingBox();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await seen.boundingBox()).toEqual(before);
  }).toPass();
  const before = await seen.boundingBox();
  const sent = await page.request.post(`/api/v1/sessions/${session}/runs`, {
    data: { input: { message: "More\n!script\n!say From elsewhere." } },
    headers: { origin: slipway.url },
  });
  expect(sent.ok()).toBe(true);
  expect(await seen.boundingBox()).toEqual(before);
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(messages(page).getByText("From elsewhere.", { exact: true })).toBeInViewport();
});

test("the last words of a session can be read without a script, and are nothing but words", async ({
  page,
  browser,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Last words" });
  const session = await begin({ page, origin: slipway.url, slug, count: 40 });
  const markup = "</script><script>document.title = 'taken'</script><b>bold</b>";
  const sent = await page.request.post(`/api/v1/sessions/${session}/runs`, {
    data: { input: { message: scripted(markup, `!say ${JSON.stringify(`Said: ${markup}`)}`) } },
    headers: { origin: slipway.url },
  });
  expect(sent.ok(), await sent.text()).toBe(true);

  const address = `/apps/${slug}?session=${session}`;
  expect(await (await page.request.get(address)).text()).not.toContain("<script>document.title");
  const { cookies } = await page.context().storageState();
  const reader = await browser.newContext({
    baseURL: slipway.url,
    javaScriptEnabled: false,
    storageState: { cookies, origins: [] },
    viewport: { width: 1440, height: 900 },
  });
  const still = await reader.newPage();
  await still.goto(address);
  await expect(still.getByText(`Said: ${markup}`, { exact: true })).toBeInViewport();
  const before = await still.getByText(`Said: ${markup}`, { exact: true }).boundingBox();
  await reader.close();

  // The conversation that comes with the scripts moves none of them.
  await page.goto(address);
  const live = messages(page).getByText(`Said: ${markup}`, { exact: true });
  await expect(live).toBeInViewport();
  await expect(async () => expect(await live.boundingBox()).toEqual(before)).toPass();
  expect(await page.title()).not.toBe("taken");
});

test("what a page begins with stays small, and a playground begins without the form of its configuration", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "First scripts" });
  const largest = { "/apps": 1_000_000, "/runs": 1_160_000, [`/apps/${slug}`]: 1_340_000 };
  for (const [path, most] of Object.entries(largest)) {
    const scripts = await firstScripts(page, path);
    const bytes = scripts.reduce((sum, script) => sum + script.length, 0);
    expect(bytes, path).toBeGreaterThan(500_000);
    expect(bytes, path).toBeLessThan(most);
    expect(scripts.filter((script) => script.includes("Tools & permissions"))).toEqual([]);
    // Compiled as they arrive, not function by function while somebody waits.
    expect(scripts.filter((script) => !script.startsWith("//# allFunctionsCalledOnLoad"))).toEqual([]);
  }
});

/** What a browser loads and runs before it shows a page in full. */
async function firstScripts(page: Page, path: string): Promise<string[]> {
  const html = await (await page.request.get(path)).text();
  // Those for browsers of long ago are not loaded.
  const tags = (html.match(/<script [^>]*src="[^"]+"[^>]*>/g) ?? []).filter((tag) => !/nomodule/i.test(tag));
  const addresses = new Set(tags.flatMap((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? []));
  return await Promise.all([...addresses].map(async (at) => (await page.request.get(at)).text()));
}

test("four panes that stream into long sessions hold nothing else up", async ({
  page,
  browser,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Four streams" });
  const one = { page, origin: slipway.url, slug, count: 100 };
  const sessions = [await begin(one), await begin(one), await begin(one), await begin(one)];
  const panes = sessions.map(() => "pane=r1").join("&");
  await page.goto(`/apps/${slug}/compare?${panes}&sessions=${sessions.join(",")}`);
  for (const at of sessions.keys()) {
    await expect(messages(page).nth(at).getByText("Begun.", { exact: true })).toBeInViewport();
  }
  const text = Array.from(
    { length: 12 },
    (_, at) => `## Part ${at}\n\n- one\n- two\n\nSome **words** of it.`,
  );
  await browser.startTracing(page, { categories: taskCategories });
  await say(page, `Stream\n!script\n!pace 10ms\n!say ${JSON.stringify(text.join("\n\n"))}`);
  for (const at of sessions.keys()) {
    await expect(messages(page).nth(at).getByRole("heading", { name: "Part 11" })).toBeInViewport();
  }
  const tasks = readTasks((await browser.stopTracing()).toString("utf8"));
  // The bench holds the page to 50 ms of a quiet machine; this only notices when something has grown with the session.
  expect(Math.max(...tasks.map(({ cpuMs }) => cpuMs))).toBeLessThan(150);
});
