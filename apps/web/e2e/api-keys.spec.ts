import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Run } from "@slipway/schemas/runs/run";
import { expect, test } from "./fixtures/test.ts";

const run = promisify(execFile);

test("a key is shown once, its command really runs, and revoking refuses it", async ({
  page,
  project,
  request,
}) => {
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("Nightly job");
  await page.getByRole("button", { name: "Create key" }).click();
  const value = await page.getByRole("textbox", { name: "API key" }).inputValue();
  const command = (await page.locator("pre").textContent()) ?? "";
  expect(command).toContain(value);
  expect(project.appSlug).not.toBe("");

  const { stdout } = await run("sh", ["-c", command]);
  expect(Run.parse(JSON.parse(stdout)).status).toBe("completed");

  // Its long lines scroll by themselves: on a phone everything else is there, too.
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "Done" }).click();
  await page.reload();
  const row = page.getByRole("row", { name: /Nightly job/ });
  await expect(row).toContainText("Editor");
  await expect(page.locator("body")).not.toContainText(value);

  await row.getByRole("button", { name: "Revoke Nightly job" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(row).toHaveCount(0);
  const refused = await request.get("/api/v1/apps", { headers: { authorization: `Bearer ${value}` } });
  expect(refused.status()).toBe(401);
});
