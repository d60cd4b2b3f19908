import { expect, it } from "vitest";
import { environmentsOf, environmentTitle } from "./environments.ts";

it("lists the standard environments first, then those that an app has of its own", () => {
  const deployments = { "pilot-us": 1, production: 2, "pilot-eu": 1 };
  expect(environmentsOf({ deployments })).toEqual([
    "development",
    "staging",
    "production",
    "pilot-eu",
    "pilot-us",
  ]);
  expect(environmentTitle("pilot-eu")).toBe("Pilot-eu");
});
