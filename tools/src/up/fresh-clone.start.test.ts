import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { repositoryRoot } from "#repository-root.ts";
import { temporaryDirectory } from "#temporary-directory.ts";

let home: string;
let clone: string;
let port: number;
let runnerPort: number;
let launcher: ChildProcess | undefined;

beforeAll(async () => {
  home = temporaryDirectory("start");
  clone = path.join(home, "clone");
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: repositoryRoot,
    encoding: "utf8",
  });
  for (const file of files.split("\0")) {
    const source = path.join(repositoryRoot, file);
    if (file !== "" && existsSync(source)) cpSync(source, path.join(clone, file), { recursive: true });
  }
  [port, runnerPort] = await Promise.all([freePort(), freePort()]);
});

afterEach(async () => {
  if (launcher?.exitCode === null && launcher.signalCode === null) await stop();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

type Started = { readonly output: () => string; readonly seconds: number };

/** `npm start` in the clone, as a person types it, until it says that it is ready. */
async function start(): Promise<Started> {
  const startedAt = Date.now();
  const { CI: _ci, ...env } = process.env;
  // Not the Node that runs this test, which is the repository's own, but the host's: a fresh clone has no other.
  const hostPath = (env.PATH ?? "").split(":").filter((folder) => !folder.includes("node_modules"));
  const child = spawn("npm", ["start"], {
    cwd: clone,
    env: {
      PATH: hostPath.join(":"),
      HOME: env.HOME,
      PORT: String(port),
      RUNNER_PORT: String(runnerPort),
      SLIPWAY_DATA_DIR: path.join(home, "data"),
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  launcher = child;
  let output = "";
  const take = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  await vi.waitFor(
    () => {
      if (child.exitCode !== null) throw new Error(`npm start ended:\n${output}`);
      expect(output).toContain("Slipway is ready");
    },
    { timeout: 400_000, interval: 20 },
  );
  return { output: () => output, seconds: (Date.now() - startedAt) / 1000 };
}

/** A Ctrl-C reaches everybody in the terminal's foreground: npm, npx, pnpm and the launcher. */
async function stop(): Promise<void> {
  const child = launcher;
  if (child?.pid === undefined) throw new Error("not started");
  const ended = once(child, "close");
  process.kill(-child.pid, "SIGINT");
  await ended;
}

/** Whatever still runs out of the clone or its data. */
function processesLeft(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        const folder = readlinkSync(`/proc/${pid}/cwd`);
        return command.includes(home) || folder.startsWith(home) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

async function status(route: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}${route}`)).status;
}

it("starts a fresh clone with one command, and Ctrl-C leaves nothing running", async () => {
  const { output, seconds } = await start();
  console.log(`first start: ${seconds.toFixed(1)} s\n${output()}`);
  expect(await status("/api/health")).toBe(200);
  expect(await status("/api/ready")).toBe(200);
  expect(output()).toMatch(/\/setup\?token=\S+/);
  await stop();
  expect(processesLeft()).toEqual([]);
});

it("starts again within seconds", async () => {
  const { seconds, output } = await start();
  console.log(`second start: ${seconds.toFixed(1)} s\n${output()}`);
  expect(output()).not.toContain("✓ Build");
  expect(seconds).toBeLessThan(12);
  await stop();
  expect(processesLeft()).toEqual([]);
});

it("stops everything when only npm is asked to end, as a service manager does", async () => {
  await start();
  launcher?.kill("SIGTERM");
  await vi.waitFor(() => expect(processesLeft()).toEqual([]), { timeout: 20_000, interval: 100 });
});

it("starts again after the launcher was killed, without a second web, runner or database", async () => {
  await start();
  const { launcher: record } = JSON.parse(readFileSync(path.join(home, "data/processes.json"), "utf8"));
  process.kill(record.pid, "SIGKILL");
  if (launcher?.exitCode === null) await once(launcher, "close");
  const { output } = await start();
  expect(output()).toContain("it was still running from last time");
  expect(await status("/api/ready")).toBe(200);
  expect(processesLeft().filter((line) => line.includes("postgres") && line.includes("-D"))).toHaveLength(1);
  await stop();
  expect(processesLeft()).toEqual([]);
});
