import { parseAppConfig } from "@slipway/schemas/apps/app-config";
import { maxTestCases } from "@slipway/schemas/apps/test-case";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "#apps/create-app.ts";
import { createTestCase } from "#test-cases/create-test-case.ts";
import { deleteTestCase } from "#test-cases/delete-test-case.ts";
import { listTestCases } from "#test-cases/list-test-cases.ts";
import { updateTestCase } from "#test-cases/update-test-case.ts";
import { type TestPrisma, testPrisma } from "#testing/test-prisma.ts";

let test: TestPrisma;
beforeAll(async () => {
  test = await testPrisma();
});
afterAll(() => test[Symbol.asyncDispose]());

/** An app, and how cases of it are saved. */
async function newApp() {
  const { app } = await createApp(test.prisma, {
    projectId: test.project.id,
    name: "Tried",
    type: "chat",
    config: parseAppConfig("chat", { model: "demo/demo", instructions: "" }),
    createdBy: "usr_1",
  });
  const place = { projectId: test.project.id, appId: app.id };
  const save = (message: string, name = "") =>
    createTestCase(test.prisma, { ...place, name, input: { message }, createdBy: "usr_1" });
  return { place, save };
}

it("keeps inputs as test cases, oldest first, named after their first words", async () => {
  const { place, save } = await newApp();
  const first = await save("When does the yard open?\nAnd close?");
  const second = await save("Hello", "Greeting");
  expect(first).toEqual({
    id: expect.stringMatching(/^cas_/),
    name: "When does the yard open?",
    input: { message: "When does the yard open?\nAnd close?" },
    createdBy: "usr_1",
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect(await listTestCases(test.prisma, place)).toEqual([first, second]);
  expect(second).toMatchObject({ name: "Greeting" });
});

it("names a case of variables after the first of them", async () => {
  const { place } = await newApp();
  const input = { variables: { empty: " ", topic: "Ropes\nand knots", tone: "dry" } };
  expect(await createTestCase(test.prisma, { ...place, name: "", input, createdBy: "usr_1" })).toMatchObject({
    name: "topic: Ropes",
    input,
  });
});

it("changes and removes only the cases of the app and project that are meant", async () => {
  const { place, save } = await newApp();
  const other = await newApp();
  const kept = await save("Hello");
  if (kept === "full") throw new Error("There is room");
  const change = { caseId: kept.id, name: "Other" };
  expect(await updateTestCase(test.prisma, { ...other.place, ...change })).toBeNull();
  expect(await updateTestCase(test.prisma, { ...place, projectId: "prj_other", ...change })).toBeNull();
  expect(await deleteTestCase(test.prisma, { ...other.place, caseId: kept.id })).toBe("not_found");
  expect(await updateTestCase(test.prisma, { ...place, ...change })).toMatchObject({
    name: "Other",
    input: { message: "Hello" },
  });
  const input = { message: "Bye" };
  expect(await updateTestCase(test.prisma, { ...place, caseId: kept.id, input })).toMatchObject({
    name: "Other",
    input,
  });
  expect(await deleteTestCase(test.prisma, { ...place, caseId: kept.id })).toBe("deleted");
  expect(await listTestCases(test.prisma, place)).toEqual([]);
});

it("takes no more cases than an app can have, also when many are saved at once", async () => {
  const { place, save } = await newApp();
  const tries = Array.from({ length: maxTestCases + 5 }, (_, at) => save(`Case ${at}`));
  const saved = await Promise.all(tries);
  expect(saved.filter((each) => each === "full")).toHaveLength(5);
  expect(await listTestCases(test.prisma, place)).toHaveLength(maxTestCases);
});
