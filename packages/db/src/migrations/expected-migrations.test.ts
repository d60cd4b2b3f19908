import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { expectedMigrations } from "#migrations/expected-migrations.ts";

it("lists every migration of this release, in order", () => {
  const folder = path.resolve(import.meta.dirname, "../../../../prisma/migrations");
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(expectedMigrations).toEqual(names.map(({ name }) => name).sort());
});
