import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { skillPaths } from "#tools/skills/skill-folders.ts";
import { type GivenToolbox, givenToolbox } from "#tools/test/given-toolbox.ts";

let given: GivenToolbox;

const skills = [
  { name: "Release notes", content: "# How to write them\n" },
  { name: "../../etc/passwd", content: "harmless" },
];

beforeAll(async () => {
  given = await givenToolbox({ skills });
});
afterAll(() => given.remove());

/** Puts a file into the workspace as if an earlier call had made it. */
function put(relative: string, content: string | Buffer): void {
  const file = path.join(given.workspace, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  // Whoever the test is, programs in the sandbox are somebody else.
  if (process.getuid?.() === 0) execFileSync("chown", ["-hR", "65133:65133", given.workspace]);
}
const take = (relative: string) => readFileSync(path.join(given.workspace, relative), "utf8");
const ok = (output: string) => ({ output, isError: false });
const no = (output: string) => ({ output, isError: true });

describe("write and read", () => {
  it("C57 keep what was written, with folders on the way", async () => {
    expect(await given.call("write", { path: "src/deep/a.txt", content: "one\ntwo\n" })).toEqual(
      ok("Made src/deep/a.txt (8 bytes)."),
    );
    expect(take("src/deep/a.txt")).toBe("one\ntwo\n");
    expect(await given.call("write", { path: "/workspace/src/deep/a.txt", content: "ä" })).toEqual(
      ok("Replaced src/deep/a.txt (2 bytes)."),
    );
    expect(await given.call("read", { path: "./src//deep/../deep/a.txt" })).toEqual(ok("1\tä"));
    expect(await given.call("bash", { command: "cat src/deep/a.txt" })).toEqual(ok("ä"));
  });

  it("show numbered lines from an offset, and say how to go on", async () => {
    put("lines.txt", Array.from({ length: 5_000 }, (_, index) => `line ${index + 1}`).join("\n"));
    expect(await given.call("read", { path: "lines.txt", offset: 4_999 })).toEqual(
      ok("4999\tline 4999\n5000\tline 5000"),
    );
    expect(await given.call("read", { path: "lines.txt", offset: 3, limit: 2 })).toEqual({
      ...ok("3\tline 3\n4\tline 4\n[Lines 3 to 4 of 5000. Go on with offset 5.]"),
      truncated: true,
    });
    const whole = await given.call("read", { path: "lines.txt" });
    expect(whole.output).toMatch(
      /\n2000\tline 2000\n\[Lines 1 to 2000 of 5000\. Go on with offset 2001\.\]$/,
    );
    expect(await given.call("read", { path: "lines.txt", offset: 5_001 })).toEqual(
      no("There is no line 5001: the file has 5000."),
    );
  });

  it("C45 cut what is too long for an answer, and within a line", async () => {
    put("wide.txt", `${"x".repeat(1_900)}\n`.repeat(200));
    const { output, truncated } = await given.call("read", { path: "wide.txt" });
    expect(output.length).toBeLessThanOrEqual(100_000);
    expect(truncated).toBe(true);
    expect(output).toMatch(/\[Lines 1 to 51 of 200\. Go on with offset 52\.\]$/);
    put("one-line.txt", "y".repeat(300_000));
    expect((await given.call("read", { path: "one-line.txt" })).output).toMatch(
      /y \[298000 more characters\]$/,
    );
  });

  it("show images, and refuse what is neither text nor image", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    put("dot.png", png);
    expect(await given.call("read", { path: "dot.png" })).toEqual({
      ...ok("dot.png: image/png, 16 bytes."),
      images: [{ mediaType: "image/png", base64: png.toString("base64") }],
    });
    put("large.jpg", Buffer.concat([Buffer.from("ffd8ff", "hex"), Buffer.alloc(6_000_000)]));
    expect(await given.call("read", { path: "large.jpg" })).toEqual(
      no("large.jpg is an image of 5.7 MiB; up to 5 MiB can be shown. Make it smaller."),
    );
    put("data.bin", Buffer.from([1, 2, 0, 3]));
    expect(await given.call("read", { path: "data.bin" })).toEqual(
      no("data.bin is binary (4 bytes): nothing of it can be shown as text."),
    );
    put("empty.txt", "");
    expect(await given.call("read", { path: "empty.txt" })).toEqual(ok("(empty file)"));
  });

  it("say what is wrong with a path", async () => {
    expect(await given.call("read", { path: "missing" })).toEqual(
      no("missing: there is no such file or folder."),
    );
    expect(await given.call("read", { path: "." })).toEqual(no(". is a folder: use ls."));
    expect(await given.call("write", { path: "lines.txt/x", content: "" })).toEqual(
      no("lines.txt/x: a part of the path is a file, not a folder."),
    );
    expect((await given.call("read", { path: "a\0b" })).output).toMatch(/must not contain NUL/);
    expect((await given.call("read", { file: "a" })).output).toMatch(/Arguments: path, offset, limit\.$/);
  });

  it("wait for no pipe and read no device", async () => {
    await given.call("bash", { command: "mkfifo pipe; ln -s /dev/zero zero" });
    expect(await given.call("read", { path: "pipe" })).toEqual(no("pipe is no regular file."));
    expect(await given.call("write", { path: "pipe", content: "x" })).toEqual(
      no("pipe: this is no regular file."),
    );
    expect((await given.call("read", { path: "zero" })).isError).toBe(true);
    expect(await given.call("grep", { pattern: "x", path: "pipe" })).toMatchObject({ isError: false });
  });
});

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

describe("edit", () => {
  it("replaces what occurs once and says where", async () => {
    put("code.ts", "const a = 1;\nconst b = 2;\nconst c = 3;\n");
    expect(
      await given.call("edit", {
        path: "code.ts",
        oldText: "const b = 2;",
        newText: "const b = 20;\nconst d = 4;",
      }),
    ).toEqual(ok("Edited code.ts: now lines 2 to 3."));
    expect(take("code.ts")).toBe("const a = 1;\nconst b = 20;\nconst d = 4;\nconst c = 3;\n");
  });

  it("says what to do where it cannot", async () => {
    put("code.ts", "if (x) {\n  go();\n}\ngo();\n");
    const edit = (oldText: string, newText = "y") =>
      given.call("edit", { path: "code.ts", oldText, newText });
    expect(await edit("go();")).toEqual(
      no("code.ts: oldText occurs 2 times (lines 2, 4). Give more of the text around the one you mean."),
    );
    expect(await edit("stop();")).toEqual(
      no("code.ts: oldText was not found. Read the file again: it may have changed."),
    );
    expect((await edit("if (x) {\n    go();")).output).toMatch(/Line 1 is like it but for white space/);
    expect(await edit("")).toEqual(no("oldText is empty: use write to make or replace a file."));
    expect(await edit("go", "go")).toEqual(no("oldText and newText are the same."));
    expect(take("code.ts")).toBe("if (x) {\n  go();\n}\ngo();\n");
  });

  it("keeps CRLF and a byte order mark, and takes $ for what it is", async () => {
    put("dos.txt", "\uFEFFone\r\ntwo\r\nthree\r\n");
    await given.call("edit", { path: "dos.txt", oldText: "one\ntwo", newText: "1\n$& 2" });
    expect(take("dos.txt")).toBe("\uFEFF1\r\n$& 2\r\nthree\r\n");
  });

  it("changes no file that is not UTF-8", async () => {
    put("latin.txt", Buffer.from([0x61, 0xe4, 0x62]));
    expect(await given.call("edit", { path: "latin.txt", oldText: "a", newText: "c" })).toEqual(
      no("latin.txt is not UTF-8 text: edit it with bash."),
    );
  });

  it("loses nothing when several come at once", async () => {
    put("many.txt", Array.from({ length: 20 }, (_, index) => `<${index}>`).join("\n"));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        given.call("edit", { path: "many.txt", oldText: `<${index}>`, newText: `[${index}]` }),
      ),
    );
    expect(take("many.txt")).toBe(Array.from({ length: 20 }, (_, index) => `[${index}]`).join("\n"));
  });
});

describe("ls", () => {
  it("lists by name and tells folders and links", async () => {
    put("listed/b.txt", "");
    put("listed/a/x", "");
    await given.call("bash", { command: "ln -sfn b.txt listed/c; touch listed/.hidden" });
    expect(await given.call("ls", { path: "listed" })).toEqual(ok(".hidden\na/\nb.txt\nc -> b.txt"));
    expect(await given.call("ls", { path: "listed/b.txt" })).toEqual(no("listed/b.txt is a file: use read."));
    expect((await given.call("ls", {})).output).toContain("listed/");
  });
});

describe("find", () => {
  beforeAll(() => {
    put("tree/.gitignore", "build/\n*.log\n!keep.log\n/only-here\n");
    for (const file of [
      ...[
        "a.ts",
        "src/b.ts",
        "src/deep/c.ts",
        "src/only-here",
        "only-here",
        "build/d.ts",
        "x.log",
        "keep.log",
      ],
      ...[".git/config", "src/.hidden.ts", "src/deep/.gitignore"],
    ]) {
      put(`tree/${file}`, file === "src/deep/.gitignore" ? "e.ts" : "text");
    }
    put("tree/src/deep/e.ts", "ignored by its own folder");
  });

  it("finds by glob, without .git and what .gitignore names", async () => {
    expect(await given.call("find", { pattern: "*.ts", path: "tree" })).toEqual(
      ok("tree/a.ts\ntree/src/.hidden.ts\ntree/src/b.ts\ntree/src/deep/c.ts"),
    );
    expect(await given.call("find", { pattern: "src/**", path: "tree" })).toEqual(
      ok(
        "tree/src/.hidden.ts\ntree/src/b.ts\ntree/src/deep/\ntree/src/only-here\ntree/src/deep/.gitignore\ntree/src/deep/c.ts",
      ),
    );
    expect((await given.call("find", { pattern: "*.log", path: "tree" })).output).toBe("tree/keep.log");
    expect((await given.call("find", { pattern: "only-here", path: "tree" })).output).toBe(
      "tree/src/only-here",
    );
    expect((await given.call("find", { pattern: "*.nothing", path: "tree" })).output).toMatch(
      /^Nothing fits/,
    );
  });

  it("stops at its limit and says so", async () => {
    expect(await given.call("find", { pattern: "*", path: "tree", limit: 2 })).toEqual({
      ...ok("tree/.gitignore\ntree/a.ts\n[The first 2. Narrow the pattern or give a larger limit.]"),
      truncated: true,
    });
  });
});

describe("grep", () => {
  beforeAll(() => {
    put("code/a.ts", "import x\nconst Alpha = 1;\nconst beta = 2;\nend\n\n\n\nconst gamma = 3;\n");
    put("code/b.md", "alpha\r\n");
    put("code/c.bin", Buffer.from("alpha\0"));
  });

  it("finds lines, in one file or all that fit", async () => {
    expect(await given.call("grep", { pattern: "[aA]lpha", path: "code" })).toEqual(
      ok("code/a.ts:2: const Alpha = 1;\ncode/b.md:1: alpha"),
    );
    expect(
      await given.call("grep", { pattern: "ALPHA", path: "code", ignoreCase: true, glob: "*.md" }),
    ).toEqual(ok("code/b.md:1: alpha"));
    expect(await given.call("grep", { pattern: "(?i)^ALPHA$", path: "code" })).toEqual(
      ok("code/b.md:1: alpha"),
    );
    expect((await given.call("grep", { pattern: "= 1;", path: "code/a.ts", literal: true })).output).toBe(
      "code/a.ts:2: const Alpha = 1;",
    );
    expect((await given.call("grep", { pattern: "nowhere", path: "code" })).output).toMatch(
      /^No line matches/,
    );
  });

  it("shows what is around, and gaps", async () => {
    expect(await given.call("grep", { pattern: "Alpha|gamma", path: "code/a.ts", context: 1 })).toEqual(
      ok(
        "code/a.ts-1- import x\ncode/a.ts:2: const Alpha = 1;\ncode/a.ts-3- const beta = 2;\n--\ncode/a.ts-7- \ncode/a.ts:8: const gamma = 3;",
      ),
    );
  });

  it("stops at its limit, and shows of a long line the part that matters", async () => {
    expect(await given.call("grep", { pattern: "const", path: "code", limit: 2 })).toEqual({
      ...ok(
        "code/a.ts:2: const Alpha = 1;\ncode/a.ts:3: const beta = 2;\n[The first 2 matches; there are more. Narrow the search.]",
      ),
      truncated: true,
    });
    put("code/long.txt", `${"x".repeat(5_000)}needle${"y".repeat(5_000)}`);
    const { output } = await given.call("grep", { pattern: "needle", path: "code/long.txt" });
    expect(output).toMatch(/^code\/long\.txt:1: …x{125}needley+…$/);
  });

  it("says why an expression is none", async () => {
    expect((await given.call("grep", { pattern: "(" })).output).toMatch(
      /^The pattern is no regular expression of JavaScript: /,
    );
  });

  it("C45 ends at once when it is given up, however long its pattern would take, and works on", async () => {
    put("code/evil.txt", `${"a".repeat(50)}!`);
    const abort = new AbortController();
    const evil = given.call("grep", { pattern: "^(a+)+$", path: "code/evil.txt" }, { signal: abort.signal });
    // Other files are read meanwhile.
    expect(await given.call("read", { path: "code/b.md" })).toEqual(ok("1\talpha"));
    abort.abort();
    expect(await evil).toEqual(no("The call was stopped."));
    expect(await given.call("grep", { pattern: "alpha", path: "code/b.md" })).toEqual(
      ok("code/b.md:1: alpha"),
    );
  });
});

describe("skills", () => {
  it("are documents to read, and nothing to write", async () => {
    expect(skillPaths(skills)).toEqual(["/skills/Release-notes/SKILL.md", "/skills/etc-passwd/SKILL.md"]);
    expect(
      skillPaths([
        { name: "…", content: "" },
        { name: "?", content: "" },
      ]),
    ).toEqual(["/skills/skill/SKILL.md", "/skills/skill-2/SKILL.md"]);
    expect(await given.call("ls", { path: "/skills" })).toEqual(ok("Release-notes/\netc-passwd/"));
    expect(await given.call("read", { path: "/skills/Release-notes/SKILL.md" })).toEqual(
      ok("1\t# How to write them"),
    );
    expect(await given.call("write", { path: "/skills/x", content: "x" })).toMatchObject({ isError: true });
    const { output } = await given.call("bash", {
      command: "cat /skills/*/SKILL.md; echo x >/skills/Release-notes/SKILL.md",
    });
    expect(output).toMatch(/# How to write them\nharmless[\s\S]*Read-only file system/);
  });
});

describe("to rules", () => {
  it("a file has one name", () => {
    const subjects = [
      "src/a",
      "./src/a",
      "src//a",
      "src/../src/a",
      "/workspace/src/a",
      "/workspace/./src/a/",
    ].map((name) => given.tool("write").subjectOf({ path: name }));
    expect(new Set(subjects)).toEqual(new Set(["src/a"]));
    expect(given.tool("read").subjectOf({ path: "../x" })).toBe("/x");
    expect(given.tool("grep").subjectOf({ pattern: "x" })).toBe(".");
    expect(given.tool("read").subjectOf({ path: "/skills/a/SKILL.md" })).toBe("/skills/a/SKILL.md");
  });

  it("C40 a link is what it leads to", async () => {
    put("kept/secret.txt", "x");
    await given.call("bash", { command: "ln -s kept/secret.txt innocent.txt; ln -s kept folder" });
    const leadsTo = (name: string, path: string) => given.tool(name).leadsTo?.({ path });
    expect(leadsTo("read", "innocent.txt")).toBe("kept/secret.txt");
    expect(leadsTo("write", "./folder/new.txt")).toBe("kept/new.txt");
    expect(leadsTo("read", "kept/secret.txt")).toBeUndefined();
    expect(leadsTo("read", "/etc/passwd")).toBeUndefined();
  });

  it("tools say what they do", () => {
    const told = given.toolbox.tools.map(({ name, access, idempotent }) => [name, access, idempotent]);
    expect(told).toEqual([
      ["read", "read", true],
      ["write", "write", false],
      ["edit", "write", false],
      ["bash", "execute", false],
      ["grep", "read", true],
      ["find", "read", true],
      ["ls", "read", true],
    ]);
  });
});

describe("the helper behind them", () => {
  it("keeps to the file's own permissions and is not the runner", async () => {
    put("closed.txt", "x");
    chmodSync(path.join(given.workspace, "closed.txt"), 0);
    const expected =
      process.getuid?.() === 0 ? no("closed.txt: the file's own permissions do not allow it.") : undefined;
    if (expected) expect(await given.call("read", { path: "closed.txt" })).toEqual(expected);
    expect(existsSync(path.join(given.workspace, "../secret"))).toBe(true);
  });

  it("answers a file call within 15 ms once it runs", async () => {
    put("quick.txt", "x");
    const times: number[] = [];
    for (let count = 0; count < 41; count++) {
      const before = performance.now();
      await given.call("read", { path: "quick.txt" });
      times.push(performance.now() - before);
    }
    const median = times.toSorted((a, b) => a - b)[20];
    expect(median).toBeLessThan(15);
  });
});
