import { describe, expect, it } from "vitest";
import { tryItCommand } from "./try-it-command.ts";

const base = {
  origin: "http://localhost:3000",
  key: "slp_x",
  role: "editor",
  appSlug: "support-bot",
} as const;

describe("tryItCommand", () => {
  it("talks to an app with a key that may", () => {
    expect(tryItCommand(base)).toBe(
      `curl http://localhost:3000/api/v1/apps/support-bot/invoke \\
  -H "Authorization: Bearer slp_x" \\
  -H "Content-Type: application/json" \\
  -d '{"input": {"message": "Hello"}}'`,
    );
  });

  it.each([
    { ...base, role: "viewer" as const },
    { ...base, appSlug: undefined },
  ])("lists the apps where starting a run would be refused or impossible", (tryIt) => {
    expect(tryItCommand(tryIt)).toBe(
      `curl http://localhost:3000/api/v1/apps \\\n  -H "Authorization: Bearer slp_x"`,
    );
  });
});
