import { expect, it } from "vitest";
import { randomBytes, randomHex } from "#random-bytes.ts";

it("gives out no byte twice, also where one portion ends and the next begins", () => {
  const seen = new Set(Array.from({ length: 5_000 }, () => randomHex(16)));
  expect(seen.size).toBe(5_000);
  for (const hex of seen) expect(hex).toMatch(/^[0-9a-f]{32}$/);
});

it("keeps what it has given out as it was", () => {
  const first = randomBytes(32);
  const before = [...first];
  for (let more = 0; more < 1_000; more += 1) randomBytes(32);
  expect([...first]).toEqual(before);
});
