import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sourceFingerprint } from "#up/web/source-fingerprint.ts";

let root: string;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "slipway-sources-"));
  for (const file of ["apps/web/src/page.tsx", "packages/db/src/db.ts", "prisma/schema/a.prisma"])
    write(file, "1");
  for (const file of ["pnpm-lock.yaml", "turbo.json", "tsconfig.base.json"]) write(file, "1");
});

afterEach(() => rmSync(root, { recursive: true }));

it("stays the same over what a build leaves behind", () => {
  const before = sourceFingerprint(root);
  write("apps/web/.next/BUILD_ID", "1");
  write("packages/db/src/generated/prisma/client.ts", "1");
  write("apps/web/tsconfig.tsbuildinfo", "1");
  write("apps/web/next-env.d.ts", "1");
  write("apps/runner/src/main.ts", "not the web's");
  expect(sourceFingerprint(root)).toBe(before);
});

it("stays the same over tests", () => {
  const before = sourceFingerprint(root);
  write("apps/web/e2e/sign-in.spec.ts", "1");
  write("apps/web/src/page.test.tsx", "1");
  write("packages/db/src/db.integration.test.ts", "1");
  expect(sourceFingerprint(root)).toBe(before);
});

it.each(["apps/web/src/page.tsx", "packages/db/src/new.ts", "prisma/schema/a.prisma", "pnpm-lock.yaml"])(
  "changes with %s",
  (file) => {
    const before = sourceFingerprint(root);
    write(file, "longer");
    expect(sourceFingerprint(root)).not.toBe(before);
  },
);
