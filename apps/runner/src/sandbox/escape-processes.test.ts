import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusedCalls } from "#sandbox/seccomp-filter.ts";
import { findProcesses } from "#sandbox/test/find-processes.ts";
import { type GivenSandbox, givenSandbox, runnerUsers } from "#sandbox/test/given-sandbox.ts";

describe.each(runnerUsers)("C52 as %s, of the host's processes a program", (user) => {
  let given: GivenSandbox;
  let bystander: ChildProcess;
  beforeAll(async () => {
    given = await givenSandbox(user);
    // One that belongs to the very user that programs are to the host.
    bystander = spawn(
      "sleep",
      ["600"],
      process.getuid?.() === 0 ? { uid: given.owner, gid: given.owner } : {},
    );
  });
  afterAll(() => {
    bystander.kill("SIGKILL");
    given.remove();
  });

  it("signals and traces none", async () => {
    const { output } = await given.run(
      `kill -9 ${bystander.pid} ${process.pid}; kill -9 -1; for pid in $(seq 1 400); do kill -9 $pid 2>/dev/null; done; true`,
    );
    expect(output).toMatch(/No such process/);
    expect(bystander.exitCode).toBeNull();
    expect(bystander.signalCode).toBeNull();
    process.kill(bystander.pid ?? 0, 0);
  });

  it("makes no system call that reaches beyond it", async () => {
    const column = process.arch === "x64" ? 0 : 1;
    const calls = Object.entries(refusedCalls).map(([name, numbers]) => `${name} => ${numbers[column]}`);
    const { output } = await given.run(
      `perl -MErrno -e 'my %calls = (${calls.join(", ")}); for (sort keys %calls) { $! = 0; syscall($calls{$_}, 0, 0, 0, 0, 0, 0); print "$_ ", ($! == Errno::EPERM ? "refused" : "passed: $!"), "\\n" }'`,
    );
    const expected = Object.keys(refusedCalls).map((name) => `${name} refused`);
    expect(output.trim().split("\n")).toEqual(expected.toSorted());
  });

  it("opens no socket but those of the internet and of its own machine", async () => {
    const { output } = await given.run(
      `perl -MSocket -e 'for my $family (1, 2, 10, 16, 17, 38, 40, 44) { print "$family ", (socket(my $s, $family, SOCK_STREAM, 0) || socket($s, $family, SOCK_DGRAM, 0) ? "opened" : "refused"), "\\n" }'`,
    );
    expect(output.trim().split("\n")).toEqual([
      "1 opened",
      "2 opened",
      "10 opened",
      "16 opened",
      "17 refused", // AF_PACKET
      "38 refused", // AF_ALG
      "40 refused", // AF_VSOCK
      "44 refused", // AF_XDP
    ]);
  });

  it("makes no namespaces in which it would have rights", async () => {
    const { output } = await given.run(
      "unshare -U true; unshare -Urm true; unshare -n true; unshare -p true; nsenter -t 1 -m true; bwrap --unshare-user --ro-bind / / true; mount -t tmpfs x /tmp; umount /proc; umount /workspace; echo end",
    );
    expect(
      output.match(/not permitted|must be superuser|Permission denied|no permissions|No permissions/g)
        ?.length,
    ).toBeGreaterThanOrEqual(7);
  });

  it.each([
    ["in the background", "sleep MARK &"],
    ["behind nohup", "nohup sleep MARK >/dev/null 2>&1 &"],
    ["in a session of its own", "setsid sleep MARK >/dev/null 2>&1 &"],
    ["forked twice", "(setsid sh -c 'sleep MARK & sleep MARK &' >/dev/null 2>&1 </dev/null &) ; sleep 0.05"],
    ["deaf to signals", "(trap '' HUP INT TERM; setsid nohup sleep MARK) >/dev/null 2>&1 & sleep 0.05"],
  ])("C51 leaves nothing running %s", async (_how, command) => {
    const mark = `600.${Math.floor(Math.random() * 1e9)}`;
    const { end } = await given.run(command.replaceAll("MARK", mark));
    // Not a moment later: the end is told when the last one is gone.
    expect(findProcesses(mark)).toEqual([]);
    expect(end).toEqual({ kind: "exited", code: 0, errors: "" });
  });

  it("C45 is gone with all that it started when its time is over", async () => {
    const mark = `600.${Math.floor(Math.random() * 1e9)}`;
    const before = performance.now();
    const { end } = await given.run(
      `echo ${randomUUID()}; trap '' TERM INT; setsid sleep ${mark} & sleep ${mark}`,
      { limits: { timeMs: 400 } },
    );
    expect(findProcesses(mark)).toEqual([]);
    expect(end).toEqual({ kind: "stopped", cause: "time" });
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
