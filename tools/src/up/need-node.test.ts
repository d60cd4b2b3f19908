import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import { repositoryRoot } from "#repository-root.ts";

/** Runs the check as if the host had that Node. */
function checkNode(version: string, platform: string) {
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" });
    Object.defineProperty(process, "platform", { value: "${platform}" });`;
  const result = spawnSync(
    process.execPath,
    [
      "--import",
      `data:text/javascript,${encodeURIComponent(pretend)}`,
      path.join(repositoryRoot, "tools/need-node.mjs"),
    ],
    { encoding: "utf8" },
  );
  return { status: result.status, said: result.stderr.trim() };
}

it.each([
  ["20.0.0", "linux"],
  ["24.21.0", "linux"],
  ["22.19.0", "darwin"],
  ["24.0.0", "darwin"],
])("lets Node %s on %s pass", (version, platform) => {
  expect(checkNode(version, platform)).toEqual({ status: 0, said: "" });
});

it.each([
  ["18.20.0", "linux", "20.0"],
  ["22.18.0", "darwin", "22.19"],
])("tells what to do about Node %s on %s", (version, platform, needed) => {
  expect(checkNode(version, platform)).toEqual({
    status: 1,
    said: `Slipway needs Node ${needed} or later and this is ${version}: install a current one from https://nodejs.org and start again.`,
  });
});
