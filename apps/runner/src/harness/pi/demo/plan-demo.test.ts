import { parseAppConfig } from "@slipway/schemas/apps/app-config";
import { agentTemplates } from "@slipway/schemas/apps/templates/agent-templates";
import { describe, expect, it } from "vitest";
import type { MadeCall } from "#harness/pi/demo/demo-step.ts";
import { type DemoTask, type DemoTurn, planDemoTurn } from "#harness/pi/demo/plan-demo.ts";

const names = ["read", "write", "edit", "bash", "grep", "find", "ls"];
const tools = names.map((name) => ({ name, description: "", inputSchema: { type: "object" } }));

type Files = Record<string, string>;

/** Plays to the end against a few files; says every turn. */
function play(wanted: Partial<DemoTask>, files: Files = {}): { turns: DemoTurn[]; files: Files } {
  const made: MadeCall[] = [];
  const turns: DemoTurn[] = [];
  for (;;) {
    const turn = planDemoTurn({ message: "Go", instructions: "", tools, ...wanted, made });
    turns.push(turn);
    if (turn.calls.length === 0) return { turns, files };
    if (turns.length > 20) throw new Error("The script does not end.");
    made.push(...turn.calls.map(({ name, input }) => ({ tool: name, input, ...work(files, name, input) })));
  }
}

function work(files: Files, name: string, { path, content }: Record<string, unknown>) {
  if (name === "ls") return { output: Object.keys(files).join("\n"), isError: false };
  if (name === "write") files[String(path)] = String(content);
  if (name === "read")
    return { output: files[String(path)] ?? "There is no such file.", isError: !(String(path) in files) };
  return { output: "3", isError: false };
}

const called = (turns: readonly DemoTurn[]) => turns.map((turn) => turn.calls.map((call) => call.name));

describe("the script of demo/demo for agents", () => {
  it("looks around, writes, and checks with two calls at once; then it says what came of it", () => {
    const { turns, files } = play({});
    expect(called(turns)).toEqual([["ls"], ["write"], ["read", "bash"], []]);
    expect(turns[0]?.text).toContain("no language model, only a script");
    expect(turns.at(-1)?.text).toContain("- `bash` `wc -w demo.md`: `3`");
    expect(files["demo.md"]).toContain("demo model");
  });

  it("takes the CSV file that is there and draws it", () => {
    const csv = "city,people\nUlm,126\nBonn,331\n";
    const { turns, files } = play({ instructions: "You are a data analyst." }, { "towns.csv": csv });
    expect(called(turns)).toEqual([["ls"], ["read"], ["write"], []]);
    expect(files["chart.svg"]).toContain("Bonn");
    expect(files["chart.svg"]).toMatch(/<rect [^>]*width="360"/);
  });

  it("makes figures up where there is no CSV file", () => {
    const { turns, files } = play({ instructions: "Turn CSV files into charts." });
    expect(called(turns)).toEqual([["ls"], ["write"], ["read"], ["write"], []]);
    expect(files["chart.svg"]).toContain("June");
  });

  it("writes release notes from the changelog", () => {
    const changelog = "# 1.2\n\n- Faster start\n- Fewer errors\n";
    const { files } = play({ instructions: "You write release notes." }, { "CHANGELOG.md": changelog });
    expect(files["RELEASE_NOTES.md"]).toContain("- Faster start\n- Fewer errors");
  });

  it.each([
    ["You help with code.", "count-words.sh"],
    ["You are a careful operator.", "operations.log"],
  ])("does what the app is for: %s", (instructions, path) => {
    expect(Object.keys(play({ instructions }).files)).toContain(path);
  });

  it.each([
    ["Blank agent", ["demo.md"]],
    ["Code helper in a workspace", ["count-words.sh"]],
    ["Data analyst", ["made-up-sales.txt", "chart.svg"]],
    ["Release-notes writer", ["RELEASE_NOTES.md"]],
    ["Careful operator", ["operations.log"]],
  ])("fits the template %s", (name, written) => {
    const template = agentTemplates.find((one) => one.name === name);
    const config = parseAppConfig("agent", template?.config);
    const offered = tools.filter((tool) => config.tools.builtin.some((builtin) => builtin === tool.name));
    const { files } = play({ instructions: config.instructions, tools: offered });
    expect(Object.keys(files)).toEqual(written);
  });

  it("does what the person asks for by name", () => {
    const message = "Please list the files, read notes.md and run `ls -la`";
    expect(play({ message }).turns[0]?.calls).toEqual([
      { name: "ls", input: { path: "." } },
      { name: "read", input: { path: "notes.md" } },
      { name: "bash", input: { command: "ls -la" } },
    ]);
  });

  it("asks for no tool that the app does not give it", () => {
    const { turns } = play({ tools: tools.filter(({ name }) => name === "ls") });
    expect(called(turns)).toEqual([["ls"], []]);
    expect(play({ tools: [] }).turns[0]?.text).toContain("gives me no tools");
  });

  it("tries nothing twice, whatever comes of it, and says what did not work", () => {
    const made: MadeCall[] = [
      { tool: "ls", input: { path: "." }, output: "Denied: not now.", isError: true },
      { tool: "bash", input: { command: "df -h ." }, output: null, isError: true },
    ];
    const task = { message: "Go", instructions: "Be a careful operator.", made };
    const onlyThese = tools.filter(({ name }) => name === "ls" || name === "bash");
    const { text, calls } = planDemoTurn({ ...task, tools: onlyThese });
    expect(calls).toEqual([]);
    expect(text).toContain("`ls` `.`: did not work. `Denied: not now.`");
    expect(text).toContain("`bash` `df -h .`: the outcome is unknown.");
  });

  it("submits a result that fits the schema, where one is asked for", () => {
    const inputSchema = {
      type: "object",
      properties: {
        title: { type: "string", minLength: 6 },
        level: { enum: ["low", "high"] },
        points: { type: "array", items: { type: "integer", minimum: 2 }, minItems: 1 },
      },
      required: ["title", "level", "points"],
    };
    const submit = { name: "submit_result", description: "", inputSchema };
    const last = planDemoTurn({ message: "Go", instructions: "", made: [], tools: [submit] });
    expect(last.calls).toEqual([
      { name: "submit_result", input: { title: "demo..", level: "low", points: [2] } },
    ]);
  });
});
