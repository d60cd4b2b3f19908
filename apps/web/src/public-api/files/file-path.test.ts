import { expect, it } from "vitest";
import { readFilePath } from "./file-path.ts";

const read = (rest: string) => readFilePath(`/api/v1/sessions/ses_1/files/${rest}`);

it("reads paths with folders, spaces and signs", () => {
  expect(read("src/a.ts")).toBe("src/a.ts");
  expect(read("my%20notes/%23%3F.md")).toBe("my notes/#?.md");
  expect(read("..a/b..")).toBe("..a/b..");
});

it.each([
  "..",
  "..%2F..%2Fetc%2Fpasswd",
  "a/../../b",
  "%2Fetc/passwd",
  "a//b",
  "a/.",
  "a%00b",
  "%E0%A4%A",
  "a/",
])("refuses %s", (rest) => {
  expect(() => read(rest)).toThrowError(expect.objectContaining({ code: "invalid_request" }));
});
