import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { defaultLimits } from "#sandbox/default-limits.ts";
import { findProcesses } from "#sandbox/test/find-processes.ts";
import { type GivenSandbox, givenSandbox, runnerUsers } from "#sandbox/test/given-sandbox.ts";

const mebibyte = 1024 * 1024;

describe.each(runnerUsers)("C52 as %s, of the machine a program", (user) => {
  let given: GivenSandbox;
  beforeAll(async () => {
    given = await givenSandbox(user);
  });
  afterEach(() => given.run("rm -rf /workspace/*"));
  afterAll(() => given.remove());

  it("gets no more processes than its limit, and a fork bomb goes with it", async () => {
    const mark = `bomb${Math.floor(Math.random() * 1e9)}`;
    const bomb = `${mark}() { ${mark} | ${mark} & }; ${mark}; sleep 5`;
    const ended = given.run(bomb, { limits: { processes: 64, timeMs: 700 } });
    let most = 0;
    const count = setInterval(() => {
      most = Math.max(most, findProcesses(mark).length);
    }, 20);
    const { end, output } = await ended;
    clearInterval(count);
    expect(end).toEqual({ kind: "stopped", cause: "time" });
    expect(output).toMatch(/Resource temporarily unavailable/);
    expect(most).toBeGreaterThan(10);
    // Those inside and the two or three of bubblewrap around them.
    expect(most).toBeLessThanOrEqual(64 + 6);
    expect(findProcesses(mark)).toEqual([]);
  });

  it("counts only its own processes, not those of other sandboxes", async () => {
    const many = "for n in $(seq 40); do sleep 1 & done; wait; echo all";
    const both = await Promise.all([1, 2].map(() => given.run(many, { limits: { processes: 60 } })));
    expect(both.map(({ output }) => output)).toEqual(["all\n", "all\n"]);
  });

  it("is stopped when it takes more than 1 GiB", async () => {
    const { end, output } = await given.run(
      `perl -e 'for (1..64) { push @held, "a" x (64 * 1024 * 1024) } print "got it"'`,
    );
    expect({ end, output }).toEqual({ end: { kind: "stopped", cause: "memory" }, output: "" });
  });

  it("is refused what no machine has, and may use Node with its workers", async () => {
    const { output } = await given.run(
      `perl -e '$x = "a" x (12 * 1024 * 1024 * 1024)' && echo got it; /opt/slipway/bin/node -e 'for (const n of [1, 2, 3]) new (require("worker_threads").Worker)("console.log(1)", { eval: true })'`,
    );
    expect(output).toMatch(/Out of memory[\s\S]*1\n1\n1\n$/);
    expect(output).not.toContain("got it");
  });

  it("is stopped when several processes hold too much together", async () => {
    const holder = `perl -e '$x = "a" x (50 * 1024 * 1024); sleep 20' &`;
    const { end } = await given.run(`${holder.repeat(5)} wait`, { limits: { memoryBytes: 160 * mebibyte } });
    expect(end).toEqual({ kind: "stopped", cause: "memory" });
  });

  it("is not stopped for memory that its processes share", async () => {
    const { end, output } = await given.run(
      `perl -e '$x = "a" x (40 * 1024 * 1024); for (1..5) { fork or do { sleep 1; exit } } 1 while wait > 0; print "shared"'`,
      { limits: { memoryBytes: 160 * mebibyte } },
    );
    expect({ end, output }).toEqual({ end: { kind: "exited", code: 0, errors: "" }, output: "shared" });
  });

  it("cannot fill memory through /tmp and /dev/shm", async () => {
    const { output } = await given.run(
      "for n in 1 2 3 4; do head -c 90M /dev/zero >/tmp/$n; head -c 90M /dev/zero >/dev/shm/$n; done; du -sm /tmp /dev/shm",
    );
    expect(output).toMatch(/No space left on device/);
    const [temporary, shared] = output
      .trim()
      .split("\n")
      .slice(-2)
      .map((line) => Number.parseInt(line, 10));
    expect(temporary).toBeLessThanOrEqual(256);
    expect(shared).toBeLessThanOrEqual(64);
  });

  it("writes no file of more than 100 MiB", async () => {
    const { end } = await given.run(
      "head -c 150M /dev/zero >large; truncate -s 200M sparse; fallocate -l 200M reserved",
    );
    const sizes = readdirSync(given.workspace).map((name) => statSync(path.join(given.workspace, name)).size);
    expect(end.kind).toBe("exited");
    expect(Math.max(...sizes)).toBe(defaultLimits.fileBytes);
  });

  it("opens no more files than its limit, and leaves no core", async () => {
    const { output } = await given.run(
      `perl -e 'for (1..200) { open(my $f, "<", "/dev/null") or do { print "stopped at $_\\n"; last }; push @f, $f }'; ulimit -c`,
      { limits: { openFiles: 64 } },
    );
    expect(output).toMatch(/^stopped at \d\d\n0\n$/);
  });

  it("does not sleep past its time", async () => {
    const before = performance.now();
    const { end } = await given.run("sleep 200", { limits: { timeMs: 300 } });
    expect(end).toEqual({ kind: "stopped", cause: "time" });
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
