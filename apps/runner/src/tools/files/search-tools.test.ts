import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GivenToolbox, givenToolbox } from "#tools/test/given-toolbox.ts";

let given: GivenToolbox;

beforeAll(async () => {
  given = await givenToolbox();
});
afterAll(() => given.remove());

const put: GivenToolbox["put"] = (relative, content) => given.put(relative, content);
const ok = (output: string) => ({ output, isError: false });
const no = (output: string) => ({ output, isError: true });

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
