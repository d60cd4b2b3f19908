import { describe, expect, it } from "vitest";
import { readCommand } from "#read-command.ts";

function partsOf(command: string): string[] | string {
  const read = readCommand(command);
  if (read.kind === "unreadable") return read.why;
  return read.parts.map(({ words, redirects }) => words.join("|") + (redirects ? " >" : ""));
}

describe("readCommand", () => {
  it.each([
    ["git status", ["git|status"]],
    ["git status && rm -rf /", ["git|status", "rm|-rf|/"]],
    ["a;b||c|d&e\nf", ["a", "b", "c", "d", "e", "f"]],
    ["a|&b", ["a", "b"]],
    [`git commit -m "a && b; c"`, ["git|commit|-m|a && b; c"]],
    [`'r'"m" -r\\f x`, ["rm|-rf|x"]],
    ["r\\\nm x", ["rm|x"]],
    ["echo 'a'\\''b'", ["echo|a'b"]],
    ["ls # rm -rf /\npwd", ["ls", "pwd"]],
    ["echo a#b", ["echo|a#b"]],
    ["npm test 2>&1 >/dev/null < /dev/null", ["npm|test"]],
    ["echo hi > file", ["echo|hi >"]],
    ["echo hi >file 2>&1", ["echo|hi >"]],
    [">out rm x", ["rm|x >"]],
    ["2>out rm x", ["rm|x >"]],
    ["a2>&1 x", ["a2|x >"]],
    ["&>out rm x", ["rm|x >"]],
    ["echo 'a'>'b c'd", ["echo|a >"]],
    ["echo $HOME {a,b} *.ts ~", ["echo|$HOME|{a,b}|*.ts|~"]],
    [`echo "\\$HOME \\\\ \\x"`, ["echo|$HOME \\ \\x"]],
    ["A=1 B=2 make", ["A=1|B=2|make"]],
  ])("splits %j", (command, parts) => {
    expect(partsOf(command)).toEqual(parts);
  });

  it.each([
    "echo $(rm x)",
    'echo "$(rm x)"',
    "echo `rm x`",
    'echo "`rm x`"',
    "echo \u0024{x:-$(rm x)}",
    "$'\\x72m' x",
    "cat <(rm x)",
    "cat <<END\nrm x\nEND",
    "(rm x)",
    "f() { rm x; }",
    "if true; then rm x; fi",
    "! rm x",
    "$x y",
    '"$x" y',
    "/b?n/rm x",
    "{rm,x}",
    "echo 'open",
    'echo "open',
    "echo \\",
    "a\rb",
    "",
    "  \n ",
    "# only a comment",
  ])("does not guess what %j runs", (command) => {
    expect(partsOf(command)).toEqual(expect.any(String));
  });
});
