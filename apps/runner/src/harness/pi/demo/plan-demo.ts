import { exampleOf } from "#harness/demo/example-of.ts";
import { type DemoSituation, isMade, type MadeCall } from "#harness/pi/demo/demo-step.ts";
import { chooseScene } from "#harness/pi/demo/scenes.ts";
import type { ToolDeclaration } from "#tools/tool.ts";

/** What the demo model says in one answer, and the calls that it asks for. Without calls it is done. */
export type DemoTurn = {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: Record<string, unknown> }[];
};

export type DemoTask = DemoSituation & {
  readonly instructions: string;
  readonly tools: readonly ToolDeclaration[];
};

/** The next answer of the script: the same situation always gets the same. */
export function planDemoTurn({ instructions, tools, ...situation }: DemoTask): DemoTurn {
  const steps = chooseScene(instructions, situation.message)(situation);
  for (const { say, calls } of steps) {
    const left = calls.filter((call) => isOffered(tools, call.tool) && !isMade(situation, call));
    if (left.length === 0) continue;
    const text = situation.made.length === 0 ? `${introduction}\n\n${say}` : say;
    return { text, calls: left.map(({ tool, input }) => ({ name: tool, input: { ...input } })) };
  }
  const submit = tools.find((tool) => tool.name === submitName);
  const isSubmitted = situation.made.some((call) => call.tool === submitName);
  if (submit && !isSubmitted) {
    const input = exampleOf(submit.inputSchema);
    const calls = [
      { name: submitName, input: typeof input === "object" && input !== null ? { ...input } : {} },
    ];
    return { text: "I submit an example that fits the schema.", calls };
  }
  return { text: `${summarise(situation.made)}\n\n${farewell}\n`, calls: [] };
}

const submitName = "submit_result";

const introduction =
  "I am the **demo model** of Slipway: no language model, only a script that plays offline. What I call is real.";

const farewell =
  "To let an agent think, add a provider and choose one of its models. With me you can also write ``run `a command` `` or `read notes.md`.";

function isOffered(tools: readonly ToolDeclaration[], name: string): boolean {
  return tools.some((tool) => tool.name === name);
}

function summarise(made: readonly MadeCall[]): string {
  if (made.length === 0) return `${introduction}\n\nThis app gives me no tools that my script knows.`;
  return `That was my script. What came of it:\n\n${made.map(describe).join("\n")}`;
}

function describe({ tool, input, output, isError }: MadeCall): string {
  const subject = Object.values(input).find((value) => typeof value === "string") ?? "";
  const called = `\`${tool}\` ${inline(String(subject))}`.trim();
  if (output === null) return `- ${called}: the outcome is unknown.`;
  const [first = ""] = output.split("\n").filter((line) => line.trim() !== "");
  const said = first === "" ? "no output" : inline(first);
  return `- ${called}: ${isError ? "did not work. " : ""}${said}`;
}

/** One line of foreign text that cannot become Markdown. */
function inline(text: string): string {
  const characters = Array.from(text.replaceAll("`", "'").replaceAll(/\s+/g, " ").trim());
  const start = characters.slice(0, 100).join("");
  return `\`${characters.length > 100 ? `${start}…` : start}\``;
}
