import { admin } from "./fixtures/admin.ts";
import { expect, test } from "./fixtures/test.ts";

test.use({ storageState: { cookies: [], origins: [] } });

test("leads back to the page that was asked for", async ({ page, slipway }) => {
  await page.goto("/providers?from=bookmark");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(admin.email);
  await page.getByRole("textbox", { name: "Password" }).fill(admin.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${slipway.url}/providers?from=bookmark`);
});

test("never leads to another site", async ({ page, slipway }) => {
  await page.goto("/sign-in?next=//evil.example/apps");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByRole("textbox", { name: "Password" }).fill(admin.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${slipway.url}/apps`);
});

test("says how long to wait after too many attempts", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("somebody@example.com");
  const password = page.getByRole("textbox", { name: "Password" });
  const button = page.getByRole("button", { name: "Sign in" });
  const waiting = page.getByText(/Too many attempts\. Try again in \d+ s/);
  for (let attempt = 1; attempt <= 12 && !(await waiting.isVisible()); attempt += 1) {
    await password.fill(`guess ${attempt}`);
    const answered = page.waitForResponse(/sign-in\/email/);
    await button.click();
    await answered;
    await expect(button).not.toHaveAttribute("aria-busy", "true");
  }
  await expect(waiting).toBeVisible();
  await expect(button).toBeDisabled();
});

test("asks to sign in again once the session is gone", async ({ page, context }) => {
  await page.goto("/sign-in?next=/settings/keys");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByRole("textbox", { name: "Password" }).fill(admin.password);
  const listed = page.waitForResponse(/\/api\/v1\/keys$/);
  await page.keyboard.press("Enter");
  await listed;
  await context.clearCookies();
  await page.getByRole("link", { name: "Providers" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fproviders/);
});
