import { App } from "@slipway/schemas/apps/app";
import { pageOf } from "@slipway/schemas/public-api/page";
import { expect, test } from "./fixtures/test.ts";

test("apps are searched, renamed in place, archived, brought back by undo, and found among the archived", async ({
  page,
  request,
  slipway,
}) => {
  const created = await request.post("/api/v1/apps", {
    data: { name: "Boat finder", type: "chat", templateId: "blank-chat" },
    headers: { origin: slipway.url },
  });
  expect(created.status()).toBe(201);
  await page.goto("/apps");
  await page.getByRole("row", { name: /Boat finder/ }).waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("boat");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/\?q=boat$/);

  await page.getByRole("button", { name: "Actions for Boat finder" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await expect(page.getByRole("textbox", { name: "New name of Boat finder" })).toBeFocused();
  await expect(page.getByRole("menu")).toHaveCount(0);
  await page.keyboard.type("Boat seeker");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Boat seeker" })).toBeFocused();

  await page.getByRole("button", { name: "Actions for Boat seeker" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(page.getByRole("row", { name: /Boat seeker/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row", { name: /Boat seeker/ })).toBeVisible();

  await page.getByRole("button", { name: "Actions for Boat seeker" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByRole("switch", { name: "Archived" }).click();
  await expect(page.getByRole("row", { name: /Boat seeker/ })).toBeVisible();
  const archived = await request.get("/api/v1/apps?archived=true");
  expect(
    pageOf(App)
      .parse(await archived.json())
      .items.map(({ name }) => name),
  ).toEqual(["Boat seeker"]);
  await page.getByRole("button", { name: "Actions for Boat seeker" }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await expect(page.getByRole("heading", { name: "Nothing is archived" })).toBeVisible();
});

test("the menu of new apps opens a draft at once, by keyboard, and n opens it from anywhere", async ({
  page,
}) => {
  await page.goto("/settings/keys");
  await page.getByRole("heading", { name: "API keys" }).waitFor();
  // The page answers keys once React has taken it over, some time after it is shown.
  await expect(async () => {
    await page.keyboard.press("n");
    await expect(page.getByRole("menuitem", { name: /^Chat/ })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menuitem", { name: /^Chat/ })).toHaveCount(0);
  await page.keyboard.press("n");
  // A letter goes to the menu only once that is there.
  await expect(page.getByRole("menuitem", { name: /^Chat/ })).toBeVisible();
  await page.keyboard.press("f");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search templates" })).toBeFocused();
  await page.keyboard.type("review");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/apps\/new\?template=code-reviewer/);
});
