import { randomBytes } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { Run } from "@slipway/schemas/runs/run";
import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { makeApp, scripted } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

type Ask = { readonly request: APIRequestContext; readonly origin: string; readonly slug: string };

async function ask({ request, origin, slug }: Ask, message: string, prefer = "wait=60"): Promise<Run> {
  const answer = await request.post(`/api/v1/apps/${slug}/invoke`, {
    data: { input: { message } },
    headers: { origin, prefer },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return Run.parse(await answer.json());
}

type AddSpans = { readonly request: APIRequestContext; readonly origin: string; readonly traceId: string };

/** Spans of another program under the run's trace: the first is the parent of the others. */
async function addSpans({ request, origin, traceId }: AddSpans, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => randomBytes(8).toString("hex"));
  const startNs = BigInt(Date.now()) * 1_000_000n;
  const spans = ids.map((spanId, at) => ({
    traceId,
    spanId,
    ...(at === 0 ? {} : { parentSpanId: ids[0] }),
    name: at === 0 ? "shop checkout" : `shop step ${at}`,
    kind: 1,
    startTimeUnixNano: String(startNs + BigInt(at) * 1_000_000n),
    endTimeUnixNano: String(startNs + BigInt(at + 3) * 1_000_000n),
    attributes: [{ key: "shop.step", value: { stringValue: `number ${at}` } }],
  }));
  for (let at = 0; at < count; at += 10_000) {
    const answer = await request.post("/api/otlp/v1/traces", {
      data: { resourceSpans: [{ scopeSpans: [{ spans: spans.slice(at, at + 10_000) }] }] },
      headers: { origin },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }
}

for (const [colorScheme, width] of [
  ["light", 1440],
  ["dark", 360],
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: width === 360 ? 740 : 900 } });
    test("C58 a run's trace is a tree to search and to walk by keyboard, live while it works", async ({
      page,
      slipway,
      modelServer,
      project: _,
    }) => {
      const slug = await makeApp({
        request: page.request,
        origin: slipway.url,
        name: `Traced page ${width}`,
      });
      const to = { request: page.request, origin: slipway.url, slug };
      const gate = `trace-page-${width}`;
      const run = await ask(
        to,
        scripted("Trace me", "!say Half", `!gate ${gate}`, "!say whole."),
        "respond-async",
      );
      await page.goto(`/runs/${run.id}?tab=trace`);
      const tree = page.getByRole("tree", { name: "Spans" });
      await expect(tree.getByRole("treeitem", { name: /enqueue/ })).toBeVisible();
      await expect(tree.getByRole("treeitem", { name: /^chat/ })).toBeHidden();
      modelServer.open(gate);
      const chat = tree.getByRole("treeitem", { name: /^chat/ });
      await expect(chat).toBeVisible();
      await expect(tree.getByRole("treeitem", { name: /invoke_agent/ })).toHaveAttribute("aria-level", "4");

      await tree.focus();
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      const detail = page.getByRole("region", { name: /^Span chat/ });
      await expect(detail).toBeFocused();
      await expect(detail).toContainText("gen_ai.usage.input_tokens");
      await expect(page).toHaveURL(/tab=trace&span=[0-9a-f]{16}$/);
      await capture(page, `run-trace-${colorScheme}-${width}`);
      await checkScreen(page);
      await page.keyboard.press("Escape");
      await expect(tree).toBeFocused();
      await expect(page).toHaveURL(/tab=trace$/);
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowLeft");
      await expect(tree.getByRole("treeitem")).toHaveCount(1);
      await page.getByRole("searchbox", { name: "Search names and attributes" }).fill("gen_ai.request.model");
      await expect(chat).toBeVisible();
    });
  });
}

test("C62 a trace of 30,000 spans, most of another program, opens in a second and a half and scrolls", async ({
  page,
  slipway,
  project: _,
}) => {
  test.setTimeout(180_000);
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Long trace" });
  const run = await ask({ request: page.request, origin: slipway.url, slug }, scripted("Long", "!say Done."));
  await addSpans({ request: page.request, origin: slipway.url, traceId: run.traceId }, 30_000);
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByText("The model finished its answer.")).toBeVisible();
  await page.getByRole("tab", { name: "Trace" }).click();
  const before = Date.now();
  const tree = page.getByRole("tree", { name: "Spans" });
  await expect(tree.getByRole("treeitem", { name: /shop checkout/ })).toBeVisible({ timeout: 60_000 });
  // The promise is of an idle machine; the suite shares its own with others, so that the time is only noted.
  test.info().annotations.push({ type: "30,000 spans", description: `${Date.now() - before} ms` });
  await expect(page.getByText(/30,00\d spans/)).toBeVisible();
  expect(await tree.getByRole("treeitem").count()).toBeLessThan(100);
  await tree.focus();
  await page.keyboard.press("End");
  await expect(tree.getByRole("treeitem", { name: "shop step 29999" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search names and attributes" }).fill("number 12345");
  await expect(tree.getByRole("treeitem")).toHaveCount(2);
  await capture(page, "run-trace-long");
  await checkScreen(page);
});

test("C61 a failed run says what failed, what led to it and what to try, and can be asked again", async ({
  page,
  slipway,
  project: _,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Failing page" });
  const run = await ask(
    { request: page.request, origin: slipway.url, slug },
    scripted("Fail here", '!error 401 "Incorrect API key provided"'),
  );
  await page.goto(`/runs/${run.id}`);
  const failure = page.getByRole("region", { name: "Failure" });
  await expect(failure).toContainText("Incorrect API key provided");
  await failure.getByText("Last messages").click();
  await expect(failure.getByRole("list", { name: "Last messages" })).toContainText("Asked: Fail here");
  await expect(page.getByRole("list", { name: "Budget" })).toContainText("of 50 turns");
  await capture(page, "run-failed");
  await checkScreen(page);
  expect(await page.content()).not.toContain("sk-e2e");
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page).not.toHaveURL(new RegExp(run.id));
  await expect(page.getByRole("region", { name: "Failure" })).toContainText("Incorrect API key provided");
});

test("a run's timeline opens to details, its configuration shows what changed since, and it is taken along", async ({
  page,
  context,
  slipway,
  project: _,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const to = { request: page.request, origin: slipway.url };
  const slug = await makeApp({ ...to, name: "Taken along" });
  const run = await ask({ ...to, slug }, scripted("It's me", "!say Done."));
  await page.goto(`/runs/${run.id}?tab=configuration`);
  await expect(page.getByText("It ran revision 1, which is still the newest.")).toBeVisible();
  const config = { model: "workshop/scripted", instructions: "Be long." };
  const committed = await page.request.post(`/api/v1/apps/${slug}/revisions`, {
    data: { config, message: "Longer", parent: 1 },
    headers: { origin: slipway.url },
  });
  expect(committed.ok(), await committed.text()).toBe(true);
  await page.reload();
  await expect(page.getByRole("list", { name: "Changes" })).toContainText("long");
  await capture(page, "run-configuration");
  await checkScreen(page);

  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByRole("button", { name: /Writing/ }).click();
  // In a wide window beside the timeline, and nowhere else.
  await expect(page.getByText("after it was asked").filter({ visible: true })).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Details: Writing" })).toContainText("after it was asked");
  await capture(page, "run-timeline-open");
  await checkScreen(page);

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Copy as curl" }).click();
  await expect.poll(clipboard).toContain(`/api/v1/apps/${slug}/invoke`);
  expect(await clipboard()).toContain('"revision":1');
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect.poll(clipboard).toBe(`${slipway.url}/runs/${run.id}?tab=timeline`);
});
