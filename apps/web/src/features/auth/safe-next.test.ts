import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next.ts";

describe("safeNext", () => {
  it.each(["/runs", "/apps/support-bot?session=ses_1#end", "/providers/prv_1?choose=1"])(
    "keeps %s",
    (path) => {
      expect(safeNext(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    "",
    "runs",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/..//evil.example",
    "https://evil.example/runs",
    "javascript:alert(1)",
    "/sign-in?next=/runs",
    "/setup",
    "/",
  ])("leads to the apps instead of %j", (path) => {
    expect(safeNext(path)).toBe("/apps");
  });
});
