import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { makeApp } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

test("the palette finds apps, runs and actions by keyboard alone, and gives the focus back", async ({
  page,
  slipway,
  project,
}) => {
  const slug = await makeApp({ request: page.request, origin: slipway.url, name: "Zebra crossing" });
  await page.goto("/apps");
  await page.getByRole("row", { name: /Zebra crossing/ }).waitFor();
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await capture(page, "palette-1");
  await checkScreen(page);
  await page.keyboard.type("zebra");
  await expect(palette.getByRole("option", { name: /Zebra crossing/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/apps/${slug}$`));
  await expect(palette).toBeHidden();

  // In a text field as well: it has a modifier.
  const box = page.getByRole("textbox", { name: "Message" });
  await box.focus();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(box).toBeFocused();

  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(project.runId);
  // The newest runs are gone with the first letter: what Enter opens is what was asked for.
  await expect(palette.getByRole("option", { name: /When does the yard open/ })).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${project.runId}`));

  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("yard open");
  await expect(palette.getByRole("option", { name: /When does the yard open/ }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("dark theme");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();

  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("nothing is called like this at all");
  await expect(palette.getByText("Nothing of that name")).toBeVisible();
});

test("shortcuts lead to places, the sheet lists them, and the palette has a button for who does not know them", async ({
  page,
  project: _,
}) => {
  await page.goto("/runs");
  // What is read by the page itself: from here on it is alive.
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/apps$/);
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Search and commands")).toBeVisible();
  await expect(sheet.getByText("Go to Runs")).toBeVisible();
  await capture(page, "palette-2");
  await checkScreen(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByRole("menuitem", { name: /From template/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Search/ }).click();
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
});
