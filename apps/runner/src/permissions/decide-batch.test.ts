import type { ToolAccess } from "@slipway/permissions/subject";
import type { Permissions } from "@slipway/schemas/apps/permissions";
import { describe, expect, it } from "vitest";
import { decideBatch, decideCall, grantFor, offeredTools, type Policy } from "#permissions/decide-batch.ts";
import { scriptedTool } from "#tools/test/scripted-tool.ts";

const tools = (
  [
    ["read", "read"],
    ["grep", "read"],
    ["find", "read"],
    ["ls", "read"],
    ["write", "write"],
    ["edit", "write"],
    ["bash", "execute"],
  ] as const satisfies readonly (readonly [string, ToolAccess])[]
).map(([name, access]) => scriptedTool({ name, access }));

type Change = Omit<Partial<Policy>, "permissions"> & { readonly permissions?: Partial<Permissions> };

function policy({ permissions = {}, ...rest }: Change = {}): Policy {
  return {
    permissions: { default: "allow_reads", rules: [], ...permissions },
    grants: [],
    inAdvance: {},
    ...rest,
  };
}

function toolNamed(name: string) {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`There is no ${name}`);
  return tool;
}

function decide(change: Change, name: string, subject: string): string {
  const input = name === "bash" ? { command: subject } : { path: subject };
  return decideCall(policy(change), { callId: "call_1", tool: toolNamed(name), input }).kind;
}

type Rules = Permissions["rules"];
const bashRules = (...rules: Omit<Rules[number], "tool">[]): Change => ({
  permissions: { default: "deny", rules: rules.map((rule) => ({ tool: "bash", ...rule })) },
});

describe("C40 permissions", () => {
  it("let what reads pass and ask for the rest, by default", () => {
    const decisions = tools.map(({ name }) => [name, decide({}, name, "a")]);
    expect(decisions).toEqual([
      ["read", "allow"],
      ["grep", "allow"],
      ["find", "allow"],
      ["ls", "allow"],
      ["write", "ask"],
      ["edit", "ask"],
      ["bash", "ask"],
    ]);
  });

  it("say whether a rule holds for a command, or only may", () => {
    const ask = (command: string) =>
      decideCall(policy(bashRules({ match: "rm *", action: "ask" })), {
        callId: "call_1",
        tool: toolNamed("bash"),
        input: { command },
      });
    expect(ask("ls && rm -r a")).toEqual({
      kind: "ask",
      reason: "The app's permissions ask: the rule for bash with rm *.",
    });
    expect(ask("sh clean.sh")).toEqual({
      kind: "ask",
      reason:
        "The app's permissions ask: the rule for bash with rm * may hold, for the command does not tell all that it runs.",
    });
  });

  it("go by the first rule that matches", () => {
    const rules: Rules = [
      { tool: "read", match: "secrets/*", action: "deny" },
      { tool: "read", action: "ask" },
      { tool: "*", action: "allow" },
    ];
    const change = { permissions: { default: "deny" as const, rules } };
    expect(decide(change, "read", "secrets/key")).toBe("deny");
    expect(decide(change, "read", "src/a")).toBe("ask");
    expect(decide(change, "bash", "anything")).toBe("allow");
  });

  it.each([
    ["./secrets/key", "deny"],
    ["src/../secrets/key", "deny"],
    ["secrets//key", "deny"],
    ["src/a", "allow"],
    ["src/../other", "ask"],
    ["src/../../etc/passwd", "ask"],
  ])("read the path %s as what it means", (path, expected) => {
    const rules: Rules = [
      { tool: "write", match: "secrets/*", action: "deny" },
      { tool: "write", match: "src/*", action: "allow" },
    ];
    expect(decide({ permissions: { rules } }, "write", path)).toBe(expected);
  });

  it("C40 look at where a link leads: what it hides is denied, what it only borrows is not allowed", () => {
    const linked = (leadsTo: string) =>
      scriptedTool({ name: "write", access: "write", leadsTo: () => leadsTo });
    const rules: Rules = [
      { tool: "write", match: "secrets/*", action: "deny" },
      { tool: "write", match: "src/*", action: "allow" },
    ];
    const fate = (path: string, leadsTo: string) =>
      decideCall(policy({ permissions: { rules } }), { callId: "1", tool: linked(leadsTo), input: { path } })
        .kind;
    expect(fate("src/a", "secrets/key")).toBe("deny");
    expect(fate("src/a", "other/b")).toBe("ask");
    expect(fate("src/a", "/etc/passwd")).toBe("ask");
    expect(fate("notes", "src/a")).toBe("ask");
    expect(fate("src/a", "src/b")).toBe("allow");
  });

  it("deny where the policy throws", () => {
    const broken = scriptedTool({
      name: "broken",
      subjectOf: () => {
        throw new Error("no subject");
      },
    });
    expect(decideCall(policy(), { callId: "1", tool: broken, input: {} })).toMatchObject({ kind: "deny" });
  });

  it("decide every call of a batch by itself", () => {
    const calls = ["read", "bash"].map((name, index) => ({
      callId: `call_${index}`,
      tool: toolNamed(name),
      input: { path: "a" },
    }));
    const kinds = [...decideBatch(policy(), calls)].map(([callId, { kind }]) => [callId, kind]);
    expect(kinds).toEqual([
      ["call_0", "allow"],
      ["call_1", "ask"],
    ]);
  });
});

describe("C40 a rule for commands", () => {
  const gitOnly = bashRules({ match: "git *", action: "allow" });

  it.each(["git status", "git add . && git commit -m 'x; y'", "git log 2>&1 | git apply >/dev/null"])(
    "allows %j, whose every part matches",
    (command) => {
      expect(decide(gitOnly, "bash", command)).toBe("allow");
    },
  );

  it.each([
    "git status && rm -rf /",
    "git status; rm -rf /",
    "git status | sh",
    "git status & rm -rf /",
    "git status\nrm -rf /",
    "git log $(rm -rf /)",
    "git log `rm -rf /`",
    'git log "$(rm -rf /)"',
    "git log <(rm -rf /)",
    "git log > .git/hooks/pre-commit",
    "GIT_SSH_COMMAND=evil git fetch",
    "git status # fine\nrm -rf /",
    "git status 'open",
    "(git status)",
    "gitx status",
    `git ${"x".repeat(20_000)}`,
  ])("does not allow %j", (command) => {
    expect(decide(gitOnly, "bash", command)).toBe("deny");
  });

  const noRemoval = bashRules({ match: "rm *", action: "deny" }, { action: "allow" });

  it.each([
    "rm -rf /",
    "ls && rm -rf /",
    "/bin/rm -rf /",
    "\\rm -rf /",
    "'r'm -rf /",
    "r\\\nm -rf /",
    "A=1 rm -rf /",
    "sudo -u root rm -rf /",
    "find . -exec rm {} +",
    "ls | xargs /bin/rm -f",
    "sh -c 'rm -rf /'",
    "env bash -c 'rm -rf /'",
    "eval rm -rf /",
    "echo $(rm -rf /)",
    "$x -rf /",
    "if true; then rm -rf /; fi",
    "echo 'open",
    `ls ${"x".repeat(20_000)}`,
  ])("denies %j, or what it may be", (command) => {
    expect(decide(noRemoval, "bash", command)).toBe("deny");
  });

  it.each(["ls -l", "git commit -m 'rm it'", "echo rm x", "npm test 2>&1", "A=1 make"])(
    "has nothing against %j",
    (command) => {
      expect(decide(noRemoval, "bash", command)).toBe("allow");
    },
  );
});

describe("a question", () => {
  it("is answered by what a person granted for the session: this command, or this tool", () => {
    const bash = grantFor(toolNamed("bash"), { command: "npm test" });
    const write = grantFor(toolNamed("write"), { path: "a" });
    const change = { grants: [bash, write] };
    expect(decide(change, "bash", "npm test")).toBe("allow");
    expect(decide(change, "bash", "npm test && rm x")).toBe("ask");
    expect(decide(change, "write", "b")).toBe("allow");
    expect(decide(change, "edit", "b")).toBe("ask");
  });

  it("is answered by the invoke in advance, which changes nothing that is denied", () => {
    const inAdvance = { "*": "allow", bash: "deny" } as const;
    const rules: Rules = [{ tool: "edit", action: "deny" }];
    const change = { inAdvance, permissions: { rules } };
    expect(decide(change, "write", "a")).toBe("allow");
    expect(decide(change, "bash", "ls")).toBe("deny");
    expect(decide(change, "edit", "a")).toBe("deny");
  });

  it("is not answered by a name that every object has", () => {
    const tool = scriptedTool({ name: "constructor", access: "write" });
    expect(decideCall(policy(), { callId: "1", tool, input: {} }).kind).toBe("ask");
  });
});

describe("C40 the model is told", () => {
  const offered = (change: Change) => offeredTools(policy(change), tools).map(({ name }) => name);

  it("only of tools that can be allowed", () => {
    expect(offered({})).toHaveLength(7);
    expect(offered({ permissions: { default: "deny" } })).toEqual([]);
    const rules: Rules = [
      { tool: "bash", match: "rm *", action: "deny" },
      { tool: "bash", match: "git *", action: "allow" },
      { tool: "write", match: "*", action: "deny" },
      { tool: "write", action: "allow" },
      { tool: "read", action: "ask" },
    ];
    expect(offered({ permissions: { default: "deny", rules } })).toEqual(["read", "bash"]);
  });

  it("of none that whoever started the run refuses in advance", () => {
    expect(offered({ inAdvance: { "*": "deny" } })).toEqual(["read", "grep", "find", "ls"]);
    const grants = [{ tool: "write", subject: null }];
    expect(offered({ inAdvance: { "*": "deny" }, grants })).toEqual(["read", "grep", "find", "ls", "write"]);
  });

  it("always of the way to hand in its result", () => {
    const submit = scriptedTool({ name: "submit_result" });
    const denyAll = policy({
      permissions: { default: "deny", rules: [{ tool: "*", action: "deny" }] },
    });
    expect(offeredTools(denyAll, [submit])).toEqual([submit]);
    expect(decideCall(denyAll, { callId: "1", tool: submit, input: {} }).kind).toBe("allow");
  });
});
