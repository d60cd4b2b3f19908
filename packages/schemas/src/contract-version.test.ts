import { expect, it } from "vitest";
import { fingerprintContract } from "#contract/fingerprint-contract.ts";
import { contractVersion } from "#contract-version.ts";

it("C73 names the contract by the schemas as they are", async () => {
  const [number, fingerprint] = contractVersion.split("-");
  expect(number).toMatch(/^[1-9]\d*$/);
  expect(fingerprint, "Run: pnpm --filter @slipway/schemas contract").toBe(await fingerprintContract());
});
