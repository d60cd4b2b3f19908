import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GivenSandbox, givenSandbox, runnerUsers } from "#sandbox/test/given-sandbox.ts";

describe.each(runnerUsers)("C52 as %s, of the host's files a program", (user) => {
  let given: GivenSandbox;
  beforeAll(async () => {
    given = await givenSandbox(user);
    writeFileSync(path.join(given.dataDir, "secret"), "the runner's secret", { mode: 0o644 });
    writeFileSync(path.join(given.addWorkspace("other"), "notes"), "another session's notes", {
      mode: 0o644,
    });
  });
  afterAll(() => given.remove());

  it("writes into its workspace and nowhere else", async () => {
    const { output } = await given.run(
      'for place in /usr/x /etc/x /bin/x /lib/x /x /dev/x /proc/x /opt/x /run/x /workspace/../x /tmp/../x; do echo x >"$place" && echo "wrote $place"; done; echo kept >here; echo x >/tmp/here; ls /',
    );
    expect(output).not.toContain("wrote");
    expect(output.match(/Read-only file system|Permission denied|No such file/g)).toHaveLength(11);
    expect(readFileSync(path.join(given.workspace, "here"), "utf8")).toBe("kept\n");
    expect(output).not.toMatch(/^(home|root|var|srv|mnt|sys|boot)$/m);
  });

  it("changes nothing of what it sees of the host", async () => {
    const { output } = await given.run(
      'touch /usr/bin/env; rm -f /usr/bin/env /etc/passwd; mv /etc/hosts /tmp; chmod 777 /usr /etc /etc/passwd; ln -s /etc/passwd /etc/y; echo 1 >/proc/sys/kernel/core_pattern; echo b >/proc/sysrq-trigger; echo "root::0:0::/:/bin/sh" >>/etc/passwd; echo end',
    );
    expect(output).toMatch(/end\n$/);
    expect(
      output
        .trim()
        .split("\n")
        .filter((line) => !/Read-only|not permitted|denied|sysrq-trigger: No such|end|busy/.test(line)),
    ).toEqual([]);
  });

  it("cannot name files outside, by .., by absolute paths or by symbolic links", async () => {
    const secret = path.join(given.dataDir, "secret");
    symlinkSync(secret, path.join(given.workspace, "link"));
    symlinkSync("../..", path.join(given.workspace, "up"));
    const { output } = await given.run(
      `cat ../secret ../../secret ../../../../../../..${secret} ${secret} link up/secret up/workspaces/other/notes ../other/notes; ls -a ..`,
    );
    expect(output).not.toContain("secret\n");
    expect(output).not.toContain("the runner's secret");
    expect(output).not.toContain("another session's notes");
    expect(output.match(/No such file or directory/g)).toHaveLength(8);
  });

  it("cannot make a hard link to what lies outside its workspace", async () => {
    const { output } = await given.run(
      "ln /etc/passwd hard; ln /usr/bin/env hard2; ln /proc/self/exe hard3; ls",
    );
    expect(output.match(/failed to create hard link/g)).toHaveLength(3);
  });

  it("sees only its own processes in /proc, and of them no way out", async () => {
    const { output } = await given.run(
      `for process in /proc/[0-9]*; do cat $process/root${given.dataDir}/secret; ls $process/root/home $process/root/var; tr '\\0' '\\n' <$process/environ; readlink $process/cwd $process/exe; done 2>&1; ls -d /proc/[0-9]* | wc -l`,
    );
    expect(output).not.toContain("the runner's secret");
    expect(output).not.toContain(given.dataDir.concat("/workspaces"));
    expect(Number(output.trim().split("\n").at(-1))).toBeLessThan(12);
  });

  it("does not find the runner's environment, nor its own secrets in it", async () => {
    process.env.SLIPWAY_TEST_SECRET = "do-not-tell";
    const { output } = await given.run("env; cat /proc/*/environ | tr '\\0' '\\n'");
    delete process.env.SLIPWAY_TEST_SECRET;
    expect(output).not.toContain("do-not-tell");
    expect(output).not.toMatch(/SLIPWAY|DATABASE_URL/);
    expect(output).toContain("HOME=/tmp");
  });

  it("reaches no Unix socket of the host", async () => {
    const socket = path.join(given.dataDir, "host.sock");
    const connections: string[] = [];
    const server = createServer(() => connections.push("connected"));
    const abstract = createServer(() => connections.push("connected by name"));
    await Promise.all([
      new Promise<void>((resolve) => server.listen(socket, resolve)),
      new Promise<void>((resolve) => abstract.listen("\0slipway-abstract", resolve)),
    ]);
    symlinkSync(socket, path.join(given.workspace, "socket"));
    const { output } = await given.run(
      `for to in UNIX-CONNECT:${socket} UNIX-CONNECT:socket ABSTRACT-CONNECT:slipway-abstract UNIX-CONNECT:/run/dbus/system_bus_socket UNIX-CONNECT:/var/run/docker.sock; do socat -u OPEN:/dev/null "$to" && echo reached; done; ls /run`,
    );
    server.close();
    abstract.close();
    expect(connections).toEqual([]);
    expect(output).not.toContain("reached");
  });

  it("becomes nobody else", async () => {
    const { output } = await given.run(
      "touch mine; chown 0:0 mine; chown 65534 mine; su -c id; passwd -d root; cp /bin/bash shell; chmod 6755 shell; ./shell -p -c id; setpriv --reuid 0 id; unshare -Ur id; grep -E 'Cap(Prm|Eff|Bnd)|NoNewPrivs' /proc/self/status",
    );
    expect(output).not.toContain("uid=0");
    expect(output).not.toContain("euid");
    expect(output.match(/Cap(Prm|Eff|Bnd):\t0000000000000000/g)).toHaveLength(3);
    expect(output).toContain("NoNewPrivs:\t1");
    expect(statSync(path.join(given.workspace, "mine")).uid).toBe(given.owner);
  });
});
