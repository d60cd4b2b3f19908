import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
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

test("C67 the second of two people is shown what the first committed, and takes both", async ({
  page,
  request,
  slipway,
  project: _,
}) => {
  const app = await makeApp({ request, origin: slipway.url, name: "Shared desk" });
  await page.goto(`/apps/${app}?config=yaml`);
  const editor = page.getByRole("textbox", { name: "Configuration as YAML" });
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("budget:\n  maxTokens: 900\n");
  await expect(page.getByText("r1 · edited")).toBeVisible();
  await commit({ request, origin: slipway.url, app }, "Be brief and kind.", "Kinder");
  await page.getByRole("button", { name: "Commit", exact: true }).click();
  await page.getByRole("button", { name: "Commit revision 2" }).click();
  await expect(page.getByText("Revision 2 was committed meanwhile")).toBeVisible();
  await expect(page.getByRole("region", { name: "What changes" }).locator("mark")).toHaveText([/and kind/]);
  await checkScreen(page);
  await page.getByRole("button", { name: "Take both into my draft" }).click();
  await page.getByRole("button", { name: "Commit revision 3" }).click();
  await expect(page.getByText("r3", { exact: true })).toBeVisible();
  const newest = await request.get(`/api/v1/apps/${app}/revisions/3`);
  expect(Revision.parse(await newest.json()).config).toEqual({
    ...config,
    instructions: "Be brief and kind.",
    budget: { maxTokens: 900 },
  });
});

test("the expert view completes, shows errors, keeps in step with the form, and loses nothing in a reload", async ({
  page,
  request,
  slipway,
  project: _,
}) => {
  const app = await makeApp({ request, origin: slipway.url, name: "Expert desk" });
  await page.goto(`/apps/${app}?config=yaml`);
  const editor = page.getByRole("textbox", { name: "Configuration as YAML" });
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("param");
  await expect(page.getByRole("option", { name: "parameters" })).toBeVisible();
  await expect(page.getByText("The configuration’s text has an error.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.type("eters:\n  temperature: 7");
  await expect(page.locator(".cm-lintRange-error")).toHaveText("7");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("1");
  await expect(page.locator(".cm-lintRange-error")).toHaveCount(0);
  await checkScreen(page);
  await capture(page, "expert-view");

  await page.getByRole("button", { name: "Form", exact: true }).click();
  await expect(page.getByText("Temperature 1")).toBeVisible();
  await page.getByRole("textbox", { name: "Instructions" }).fill("Be thorough.");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const json = page.getByRole("textbox", { name: "Configuration as JSON" });
  await expect(json).toContainText("Be thorough.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(json).toContainText("Be brief.");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(json).toContainText("Be thorough.");

  await json.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("}");
  await page.reload();
  await expect(page.getByText("Your uncommitted changes to revision 1 are back.")).toBeVisible();
  await expect(json).toContainText("Be thorough.");
  await page.getByRole("button", { name: "Form", exact: true }).click();
  await expect(page.getByText("Your JSON cannot be read")).toBeVisible();
  await checkScreen(page);
  await page.getByRole("button", { name: "Drop the text" }).click();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Instructions" })).toHaveValue("Be brief.");
});

test("an app is exported as a file and imported again; a bad file is refused with its lines", async ({
  page,
  request,
  slipway,
  project: _,
}) => {
  const app = await makeApp({ request, origin: slipway.url, name: "Travelling desk" });
  await commit({ request, origin: slipway.url, app }, "Be brief.\nBe kind.", "Kinder");
  await page.goto(`/apps/${app}`);
  await page.getByRole("button", { name: "More actions" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export" }).click();
  const file = await (await download).path();

  await page.goto("/apps?new=1");
  await page.getByRole("menuitem", { name: /^Import…/ }).click();
  await page
    .getByRole("textbox", { name: "Its text" })
    .fill("slipway: 1\napp:\n  name: X\n  slug: x\n  type: poem\n");
  await page.getByRole("button", { name: "Import app" }).click();
  await expect(page.getByRole("alert").getByText("Line 5:")).toBeVisible();
  await checkScreen(page);
  await page.getByLabel("File").setInputFiles(file);
  await expect(page.getByRole("textbox", { name: "Its text" })).toHaveValue(/Be kind\./);
  await page.getByRole("button", { name: "Import app" }).click();
  await expect(page).toHaveURL(new RegExp(`/apps/${app}-2`));
  await expect(page.getByText("r2", { exact: true })).toBeVisible();
});

test("the code that is offered runs as it stands: with curl, with Node as TypeScript, and with the AI SDK", async ({
  page,
  request,
  slipway,
  project: _,
}, testInfo) => {
  const app = await makeApp({ request, origin: slipway.url, name: "Called desk" });
  const made = await request.post("/api/v1/keys", {
    data: { name: "Snippets", role: "editor" },
    headers: { origin: slipway.url },
  });
  const { value } = (await made.json()) as { value: string };
  const env = { ...process.env, SLIPWAY_API_KEY: value };
  const run = promisify(execFile);
  await page.goto(`/apps/${app}/revisions?tab=use`);
  const code = page.getByRole("figure").locator("code");
  await expect(code).toContainText("curl");
  await checkScreen(page);
  await capture(page, "use-elsewhere");
  const curl = await run("sh", ["-c", `${await code.textContent()} --silent --show-error`], { env });
  expect(JSON.parse(curl.stdout)).toMatchObject({ status: "completed", revision: 1, source: "api" });

  await page.getByRole("button", { name: "TypeScript" }).click();
  await expect(code).toContainText("await fetch");
  const program = path.join(mkdtempSync(path.join(tmpdir(), "slipway-snippet-")), "call.mts");
  writeFileSync(program, (await code.textContent()) ?? "");
  const typescript = await run(process.execPath, [program], { env });
  expect(typescript.stdout.trim().length).toBeGreaterThan(0);

  await page.getByRole("button", { name: "AI SDK" }).click();
  await expect(code).toContainText("createUIMessageStream");
  const talk = `
const said = (text, metadata) => ({ id: text, role: "user", parts: [{ type: "text", text }], metadata });
const ask = async (messages) => {
  const answer = await POST(new Request("http://route", { method: "POST", body: JSON.stringify({ messages }) }));
  const lines = (await answer.text()).split("\\n").filter((line) => line.startsWith("data: {"));
  return lines.map((line) => JSON.parse(line.slice(6)));
};
const first = await ask([said("!say One.")]);
const { messageMetadata } = first.find(({ type }) => type === "start");
const second = await ask([said("!say One."), { role: "assistant", parts: [], metadata: messageMetadata }, said("!say Two.")]);
console.log(JSON.stringify([first, second].map((chunks) => ({
  text: chunks.map(({ delta = "" }) => delta).join(""),
  session: chunks.find(({ type }) => type === "start").messageMetadata.sessionId,
}))));`;
  // Where the AI SDK is found.
  const route = testInfo.outputPath("route.mts");
  writeFileSync(route, `${await code.textContent()}${talk}`);
  const talked: { text: string; session: string }[] = JSON.parse(
    (await run(process.execPath, [route], { env })).stdout,
  );
  expect(talked.map(({ text }) => text)).toEqual(["One.", "Two."]);
  expect(new Set(talked.map(({ session }) => session)).size).toBe(1);
});
