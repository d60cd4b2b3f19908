import { appendFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { scriptedTool } from "#tools/test/scripted-tool.ts";
import type { Tool } from "#tools/tool.ts";

const text = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };

type Moments = { reach(moment: string): void };

/** Tools whose every effect is a line in a file, so that it can be counted across processes. */
export function createScriptedTools(effects: string, { reach }: Moments): Tool[] {
  const leave = (line: string) => appendFileSync(effects, `${line}\n`);
  const effect = (name: string, more: Partial<Tool>) =>
    scriptedTool({
      name,
      inputSchema: text,
      subjectOf: (input) => String(input.text),
      run: ({ input, progress }) => {
        reach(`before ${name}`);
        leave(`${name} ${input.text}`);
        progress("working");
        reach(`after ${name}`);
        return { output: `${name} did ${input.text}`, isError: false };
      },
      ...more,
    });
  return [
    effect("note", { access: "write" }),
    effect("look", { idempotent: true }),
    effect("command", { access: "execute" }),
    scriptedTool({
      name: "slow",
      inputSchema: { type: "object", properties: { ms: { type: "integer" } }, required: ["ms"] },
      run: async ({ input }) => {
        await delay(Number(input.ms));
        return { output: `slept ${input.ms}`, isError: false };
      },
    }),
    scriptedTool({
      name: "hang",
      timeoutMs: 60_000,
      run: ({ progress }) => {
        progress("stuck");
        leave("hang");
        return new Promise(() => undefined);
      },
    }),
    scriptedTool({ name: "broken", run: () => Promise.reject(new Error("It is broken.")) }),
  ];
}
