import { chmodSync, readFileSync } from "node:fs";
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

const put: GivenToolbox["put"] = (relative, content) => given.put(relative, content);
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
