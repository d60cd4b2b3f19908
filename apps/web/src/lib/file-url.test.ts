import { expect, it } from "vitest";
import { fileUrl } from "./file-url.ts";

it("writes names of any kind into an address", () => {
  expect(fileUrl("ses_1", "my notes/#1?.md")).toBe("/api/v1/sessions/ses_1/files/my%20notes/%231%3F.md");
  expect(fileUrl("ses_1", "a", { at: "before", download: true })).toBe(
    "/api/v1/sessions/ses_1/files/a?at=before&download=true",
  );
});
