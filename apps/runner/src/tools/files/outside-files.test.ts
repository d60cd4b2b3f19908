import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GivenToolbox, givenToolbox } from "#tools/test/given-toolbox.ts";

let given: GivenToolbox;

beforeAll(async () => {
  given = await givenToolbox();
});
afterAll(() => given.remove());

const put: GivenToolbox["put"] = (relative, content) => given.put(relative, content);
const take = (relative: string) => readFileSync(path.join(given.workspace, relative), "utf8");
const ok = (output: string) => ({ output, isError: false });
const no = (output: string) => ({ output, isError: true });

describe("C52 files outside of the workspace", () => {
  const tasks = [
    ["read", {}],
    ["ls", {}],
    ["write", { content: "gotcha" }],
    ["edit", { oldText: "a", newText: "b" }],
    ["find", { pattern: "*" }],
    ["grep", { pattern: "." }],
  ] as const;

  it.each(tasks)("are refused to %s, whatever they are called", async (name, rest) => {
    const secret = path.join(given.workspace, "../secret");
    writeFileSync(secret, "a secret");
    mkdirSync(path.join(given.workspace, "../ses_2"), { recursive: true });
    writeFileSync(path.join(given.workspace, "../ses_2/notes"), "another session's");
    for (const outside of [
      "../secret",
      "src/../../secret",
      "/etc/passwd",
      secret,
      "../ses_2/notes",
      "/",
      "/workspace2",
    ]) {
      const { output, isError } = await given.call(name, { path: outside, ...rest });
      expect({ outside, isError }).toEqual({ outside, isError: true });
      expect(output).toMatch(/is outside of \/workspace: refused/);
    }
    expect(readFileSync(secret, "utf8")).toBe("a secret");
  });

  it.each(tasks)("are refused to %s also behind links", async (name, rest) => {
    await given.call("bash", {
      command:
        "ln -sfn /etc/passwd to-file; ln -sfn /etc to-folder; ln -sfn / to-root; ln -sfn ../.. up; ln -sfn loop loop",
    });
    for (const behind of ["to-file", "to-folder/passwd", "to-root/etc/passwd", "up/etc/hosts", "loop"]) {
      const { output, isError } = await given.call(name, { path: behind, ...rest });
      expect({ behind, isError, output: output.includes("root:") }).toEqual({
        behind,
        isError: true,
        output: false,
      });
    }
    if (name === "write") {
      await given.call("bash", { command: "ln -sfn /tmp/made-outside new" });
      expect((await given.call("write", { path: "new", content: "x" })).isError).toBe(true);
    }
  });

  it("are never read in a race against who exchanges a file for a link", async () => {
    put("race", "mine");
    const swapping = given.call("bash", {
      command:
        "end=$((SECONDS + 3)); while ((SECONDS < end)); do ln -sfn /etc/passwd race.new; mv -T race.new race; echo mine >race.new; mv -T race.new race; done",
    });
    const seen = new Set<string>();
    let reads = 0;
    let isOver = false;
    void swapping.then(() => {
      isOver = true;
    });
    while (!isOver) {
      const { output } = await given.call("read", { path: "race" });
      seen.add(output);
      reads += 1;
    }
    expect(reads).toBeGreaterThan(50);
    expect([...seen].filter((output) => output.includes("root"))).toEqual([]);
    expect(seen).toContain("1\tmine");
    expect(seen).toContain("race is a link that leads out of the workspace: refused.");
  });

  it("are not there: what the tools see is what a command sees", async () => {
    symlinkSync(path.join(given.workspace, "../secret"), path.join(given.workspace, "host-secret"));
    expect(await given.call("read", { path: "host-secret" })).toEqual(
      no("host-secret: there is no such file or folder."),
    );
  });

  it("do not come along by following links within the workspace, which work", async () => {
    put("real/inner.txt", "inner");
    await given.call("bash", { command: "ln -sfn real link" });
    expect(await given.call("read", { path: "link/inner.txt" })).toEqual(ok("1\tinner"));
    await given.call("write", { path: "link/inner.txt", content: "changed" });
    expect(take("real/inner.txt")).toBe("changed");
  });
});
