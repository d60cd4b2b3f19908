import { expect, test } from "./fixtures/test.ts";

test("a person says what they think of an answer, why, and takes it back; the history finds it", async ({
  page,
  slipway,
}) => {
  const slug = `opinions-${Date.now().toString(36)}`;
  const headers = { origin: slipway.url };
  const app = { name: slug, slug, type: "chat", templateId: "blank-chat" };
  expect((await page.request.post("/api/v1/apps", { data: app, headers })).status()).toBe(201);
  const asked = { input: { message: "Hello" } };
  const answer = await page.request.post(`/api/v1/apps/${slug}/invoke`, { data: asked, headers });
  const run = await answer.json();
  await page.goto(`/apps/${slug}?session=${run.sessionId}`);
  const bad = page.getByRole("button", { name: "Bad answer" });
  await bad.click();
  await expect(bad).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Add a note" }).click();
  await page.getByLabel("What was good or bad about it?").fill("It made the figures up.");
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByRole("button", { name: "Edit note" })).toBeVisible();
  await page.reload();
  await expect(bad).toHaveAttribute("aria-pressed", "true");
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByText("It made the figures up.")).toBeVisible();
  const found = await page.request.get(`/api/v1/runs?appId=${run.app.id}&feedback=down`);
  expect((await found.json()).items.map(({ id }: { id: string }) => id)).toEqual([run.id]);
  await page.getByRole("button", { name: "Bad answer" }).click();
  await expect(page.getByText("It made the figures up.")).toBeHidden();
});

test("the owner sees what ended, by project and runner, and switches what traces keep", async ({
  page,
  slipway,
}) => {
  await page.goto("/admin?range=24h");
  await expect(page.getByRole("heading", { name: "Runners" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Runners" }).getByText("Working")).toBeVisible();
  await expect(
    page.getByRole("table", { name: "Spans by process" }).getByText(/^Web .*, this one$/),
  ).toBeVisible();
  await expect(page.getByRole("img", { name: /runs ended within the last day/ })).toBeVisible();
  await page.getByRole("button", { name: "1 hour" }).click();
  await expect(page).toHaveURL(/range=1h/);
  await page.goto("/settings/project");
  const keep = page.getByRole("switch", { name: "Keep what was said" });
  await expect(keep).toBeChecked();
  await keep.click();
  await expect(keep).not.toBeChecked();
  await page.reload();
  await expect(keep).not.toBeChecked();
  const headers = { origin: slipway.url };
  await page.request.patch("/api/v1/project", { data: { capturesContent: true }, headers });
});
