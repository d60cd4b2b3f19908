import type { Page } from "@playwright/test";
import { startCuttableProxy } from "./fixtures/cuttable-proxy.ts";
import { makeApp, say, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

/** Each answer is held at a gate of its own, so that whatever happens to the browser happens in the middle of it. */
type Talk = { readonly gate: string; readonly open: () => void };

const answer = (page: Page) => page.getByRole("list", { name: "Messages" }).getByText("Half and the rest.");
const half = (page: Page) =>
  page.getByRole("list", { name: "Messages" }).getByText("Half and", { exact: false });
const stop = (page: Page) => page.getByRole("button", { name: "Stop" });

const it = test.extend<{ talk: Talk }>({
  talk: async ({ page, slipway, modelServer, project: _ }, use, { title }) => {
    const gate = title.replaceAll(/\W+/g, "-").toLowerCase();
    const slug = await makeApp({ request: page.request, origin: slipway.url, name: title.slice(0, 60) });
    await page.goto(`/apps/${slug}`);
    await say(page, scripted("Go", "!say Half", "!say and", `!gate ${gate}`, "!say the rest."));
    await modelServer.reached(gate);
    await half(page).waitFor();
    await use({ gate, open: () => modelServer.open(gate) });
  },
});

/** Whole, once, and nothing turns any more. */
async function expectTextOnce(page: Page) {
  await expect(answer(page)).toHaveCount(1);
  await expect(page.getByRole("list", { name: "Messages" }).getByRole("listitem")).toHaveCount(2);
  await expect(stop(page)).toBeHidden();
  await expect(page.getByText(/\d+ → \d+ tokens/)).toHaveCount(1);
  await expect(page.getByText("Reconnecting…")).toBeHidden();
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(0);
}

it("C25 a reload in the middle of an answer shows its text once and goes on", async ({ page, talk }) => {
  await page.reload();
  await half(page).waitFor();
  await expect(stop(page)).toBeVisible();
  talk.open();
  await expectTextOnce(page);
});

it("C25 three seconds without a network lose nothing, and are told only while they last", async ({
  page,
  talk,
  slipway,
}) => {
  await using way = await startCuttableProxy(slipway.url);
  await page.goto(page.url().replace(slipway.url, way.url));
  await half(page).waitFor();
  way.cut();
  talk.open();
  await expect(page.getByText("Reconnecting…")).toBeVisible();
  way.mend();
  await expectTextOnce(page);
});

it("C25 a loss that is over at once is nobody's business", async ({ page, talk, slipway }) => {
  await using way = await startCuttableProxy(slipway.url);
  await page.goto(page.url().replace(slipway.url, way.url));
  await half(page).waitFor();
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.body.textContent.includes("Reconnecting…")) document.title = "It was told";
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  way.cut();
  way.mend();
  talk.open();
  await expectTextOnce(page);
  await expect(page).not.toHaveTitle("It was told");
});

it("C25 a page that was frozen in the background is true when it is looked at again", async ({
  page,
  talk,
  context,
  modelServer,
}) => {
  const devtools = await context.newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  talk.open();
  await modelServer.requests.at(-1)?.ended;
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await expectTextOnce(page);
});

it("C25 a second tab shows the same, over the same connection, and goes on alone when the first is closed", async ({
  page,
  talk,
  context,
}) => {
  const other = await context.newPage();
  let connections = 0;
  other.on("request", (request) => {
    if (request.url().includes("/api/v1/live")) connections += 1;
  });
  await other.goto(page.url());
  await half(other).waitFor();
  await expect(stop(other)).toBeVisible();
  expect(connections).toBe(0);
  await page.close();
  await expect.poll(() => connections).toBeGreaterThan(0);
  talk.open();
  await expectTextOnce(other);
});

it("C25 what one tab says appears in the other as it is written", async ({
  page,
  talk,
  context,
  modelServer,
}) => {
  const other = await context.newPage();
  await other.goto(page.url());
  await half(other).waitFor();
  talk.open();
  await expectTextOnce(other);
  await say(other, scripted("Again", "!say Second", `!gate ${talk.gate}-2`, "!say answer."));
  await modelServer.reached(`${talk.gate}-2`);
  await expect(page.getByText("Second", { exact: true })).toBeVisible();
  modelServer.open(`${talk.gate}-2`);
  await expect(page.getByText("Second answer.")).toBeVisible();
  await expect(stop(page)).toBeHidden();
});

it("C25 a message sent while offline goes out once the network is back, once", async ({
  page,
  talk,
  context,
}) => {
  talk.open();
  await expect(stop(page)).toBeHidden();
  await context.setOffline(true);
  await say(page, "Are you there?");
  await expect(page.getByText("Not sent yet", { exact: false })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("You said: “Are you there?”", { exact: false })).toHaveCount(1);
  await expect(stop(page)).toBeHidden();
  const session = new URL(page.url()).searchParams.get("session");
  const runs = await page.request.get(`/api/v1/runs?sessionId=${session}`);
  expect(((await runs.json()) as { items: unknown[] }).items).toHaveLength(2);
});
