import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installHostPrograms } from "#host-programs/install-host-programs.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "slipway-programs-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const programs = [{ command: "slipway-test-program", package: "slipway-test-package" }];

it("installs nothing when all is there", async () => {
  writeFileSync(path.join(folder, "slipway-test-program"), "");
  chmodSync(path.join(folder, "slipway-test-program"), 0o755);
  const result = await installHostPrograms(programs, {
    env: { PATH: folder },
    onInstall: () => expect.unreachable("nothing is missing"),
  });
  expect(result).toEqual({ kind: "present" });
});

it("names what is missing and why it could not be installed", async () => {
  writeFileSync(
    path.join(folder, "apt-get"),
    '#!/bin/sh\necho "E: Unable to locate package $4" >&2\nexit 100\n',
  );
  chmodSync(path.join(folder, "apt-get"), 0o755);
  const result = await installHostPrograms(programs, { env: { PATH: folder }, onInstall: () => undefined });
  expect(result).toEqual({
    kind: "missing",
    packages: ["slipway-test-package"],
    reason: expect.stringMatching(/.+/),
  });
});
