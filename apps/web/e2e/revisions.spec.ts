import type { APIRequestContext, Page } from "@playwright/test";
import { Revision } from "@slipway/schemas/apps/app";
import { capture } from "./fixtures/capture.ts";
import { checkScreen } from "./fixtures/check-screen.ts";
import { makeApp } from "./fixtures/make-app.ts";
import { expect, test } from "./fixtures/test.ts";

const config = { model: "workshop/scripted", instructions: "Be brief." };

type Commit = { readonly request: APIRequestContext; readonly origin: string; readonly app: string };

async function commit(
  { request, origin, app }: Commit,
  instructions: string,
  message: string,
): Promise<number> {
  const answer = await request.post(`/api/v1/apps/${app}/revisions`, {
    data: { config: { ...config, instructions }, message },
    headers: { origin },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return Revision.parse(await answer.json()).number;
}

function deployTo(page: Page, environment: RegExp) {
  return test.step(`deploy to ${environment}`, async () => {
    await page.getByRole("button", { name: "Deploy", exact: true }).click();
    await page.getByRole("menuitem", { name: environment }).click();
  });
}

test("C67 revisions show what they changed, are deployed and rolled back with that difference, and restored", async ({
  page,
  request,
  slipway,
  project: _,
}) => {
  const app = await makeApp({ request, origin: slipway.url, name: "Revised desk" });
  await commit({ request, origin: slipway.url, app }, "Be brief and kind.", "Kinder");
  await page.goto(`/apps/${app}/revisions`);
  const list = page.getByRole("list", { name: "Revisions" });
  await expect(list.getByRole("button")).toHaveText([/r2.*Kinder/, /r1.*First revision/]);
  const changes = page.getByRole("list", { name: "Changes" });
  await expect(changes).toContainText("Instructions");
  await expect(changes.locator("mark")).toHaveText([/and kind/]);
  await checkScreen(page);
  await capture(page, "revisions");
  await page.getByRole("button", { name: "Split" }).click();
  await expect(page).toHaveURL(/layout=split/);

  await deployTo(page, /^Production/);
  await page.getByRole("button", { name: "Deploy revision 2" }).click();
  await expect(list.getByText("production")).toBeVisible();
  await list.getByRole("button", { name: /^r1/ }).click();
  await expect(page).toHaveURL(/revision=1/);
  await deployTo(page, /^Production/);
  const dialog = page.getByRole("dialog", { name: "Roll production back to revision 1" });
  await expect(dialog.locator("mark")).toHaveText([/and kind/]);
  await checkScreen(page);
  await dialog.getByRole("button", { name: "Roll back to revision 1" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(list.getByRole("button", { name: /^r1.*production/ })).toBeVisible();

  await deployTo(page, /^New environment/);
  await page.getByRole("textbox", { name: "Name of the environment" }).fill("Pilot EU");
  await page.getByRole("button", { name: "Deploy revision 1" }).click();
  await expect(page.getByText(/Use lower-case letters/)).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the environment" }).fill("pilot-eu");
  await page.getByRole("button", { name: "Deploy revision 1" }).click();
  await expect(list.getByText("pilot-eu")).toBeVisible();

  await page.getByRole("button", { name: "Restore…" }).click();
  await page.getByRole("button", { name: "Commit revision 3" }).click();
  await expect(list.getByRole("button", { name: /^r3.*Restore revision 1/ })).toBeVisible();

  await page.getByRole("button", { name: "Deployments", exact: true }).click();
  const production = page.getByRole("region", { name: "Production" });
  await expect(production.getByRole("listitem")).toHaveCount(2);
  await checkScreen(page);
});
