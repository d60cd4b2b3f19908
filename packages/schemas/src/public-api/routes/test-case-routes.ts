import { CreateTestCase, maxTestCases, TestCase, UpdateTestCase } from "#apps/test-case.ts";
import { pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";

const group = "Test cases";

export const testCaseRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/apps/{app}/cases",
    group,
    summary: "List an app's test cases",
    description: `Inputs that are kept to be tried again. An app has ${maxTestCases} of them at most: they come all at once.`,
    role: "viewer",
    answers: { 200: { description: "Oldest first.", body: pageOf(TestCase) } },
  },
  {
    method: "POST",
    path: "/apps/{app}/cases",
    group,
    summary: "Save an input as a test case",
    role: "editor",
    body: CreateTestCase,
    example: { name: "Opening hours", input: { message: "When does the yard open?" } },
    answers: { 201: { description: "The test case.", body: TestCase } },
    errors: ["invalid_request", "conflict"],
  },
  {
    method: "PATCH",
    path: "/apps/{app}/cases/{case}",
    group,
    summary: "Change a test case",
    role: "editor",
    body: UpdateTestCase,
    example: { name: "Opening hours on Sundays" },
    answers: { 200: { description: "The test case as it is now.", body: TestCase } },
    errors: ["invalid_request"],
  },
  {
    method: "DELETE",
    path: "/apps/{app}/cases/{case}",
    group,
    summary: "Remove a test case",
    description: "The runs that tried it stay.",
    role: "editor",
    answers: { 204: { description: "It is gone." } },
  },
];
