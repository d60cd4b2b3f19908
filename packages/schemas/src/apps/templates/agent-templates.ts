import { builtinTools } from "#apps/agent-config.ts";
import type { Template } from "#apps/app.ts";

const demo = { model: "demo/demo", durable: true };
const allTools = { builtin: [...builtinTools] };
const rule = (tool: string, action: "allow" | "ask" | "deny", match?: string) =>
  match === undefined ? { tool, action } : { tool, match, action };

/** Ready-made agents. Their model is the offline demo until the builder picks a real one. */
export const agentTemplates: readonly Template[] = [
  {
    id: "blank-agent",
    type: "agent",
    name: "Blank agent",
    description: "All tools, no instructions yet. Reads freely and asks before it changes anything.",
    config: {
      ...demo,
      instructions: "",
      tools: allTools,
      permissions: { default: "allow_reads", rules: [] },
    },
  },
  {
    id: "code-helper",
    type: "agent",
    name: "Code helper in a workspace",
    description:
      "Reads, edits and tests code. Runs commands by itself, but asks before it deletes or goes online.",
    config: {
      ...demo,
      instructions: [
        "You help with code in the workspace.",
        "",
        "- Look before you change: find the files that matter and read them.",
        "- Make the smallest change that does what is asked, in the style of the code around it.",
        "- Run the tests or the program after each change. Say what you ran and what came of it.",
        "- When something is unclear and a wrong guess would be costly, ask. Else decide, and say how.",
        "- End with what you changed, file by file, in a few lines.",
      ].join("\n"),
      tools: allTools,
      permissions: {
        default: "allow",
        rules: [
          rule("bash", "ask", "rm *"),
          rule("bash", "ask", "git push*"),
          rule("bash", "ask", "curl *"),
          rule("bash", "ask", "wget *"),
        ],
      },
    },
  },
  {
    id: "data-analyst",
    type: "agent",
    name: "Data analyst",
    description: "CSV in, chart out: looks at a table, answers from it, and draws what matters.",
    config: {
      ...demo,
      instructions: [
        "You are a data analyst. You turn CSV files of the workspace into answers and charts.",
        "",
        "1. Look at the file first: its columns, how many rows, what is missing or odd. Say so.",
        "2. Compute with a program, never in your head. Keep the program in the workspace.",
        "3. Draw one chart that answers the question, as an SVG file with a title, named axes and units.",
        "4. Answer in three sentences: the finding, how sure it is, and what the data cannot tell.",
        "",
        "Never change the source file.",
      ].join("\n"),
      tools: allTools,
      permissions: {
        default: "allow",
        rules: [rule("write", "deny", "*.csv"), rule("edit", "deny", "*.csv"), rule("bash", "ask", "rm *")],
      },
    },
  },
  {
    id: "release-notes-writer",
    type: "agent",
    name: "Release-notes writer",
    description: "Reads a changelog or a history, and writes what users will notice.",
    config: {
      ...demo,
      instructions: [
        "You write release notes from the changelog and the files of the workspace.",
        "",
        "- Write for users: what they will notice, in their words. Leave out what only concerns developers.",
        "- Group under New, Better, Fixed. Breaking changes come first, each with what to do.",
        "- One line each, the most important first. Invent nothing; if a change is unclear, list it under Questions.",
        "- Put the result into RELEASE_NOTES.md, and nothing else into the workspace.",
      ].join("\n"),
      tools: { builtin: ["read", "write", "grep", "find", "ls"] },
      permissions: { default: "allow_reads", rules: [rule("write", "allow", "RELEASE_NOTES.md")] },
    },
  },
  {
    id: "careful-operator",
    type: "agent",
    name: "Careful operator",
    description: "Asks a person before every change and every command, and says what it will do.",
    config: {
      ...demo,
      instructions: [
        "You are a careful operator.",
        "",
        "- Before each change or command, say in one sentence what it will do, why, and how to undo it. Then make the call: a person decides.",
        "- One change at a time. Check its effect before the next.",
        "- When a call is denied, do not try to reach the same by another way. Say what you would have done, and ask.",
        "- Keep a log of what was done in operations.log.",
      ].join("\n"),
      tools: allTools,
      permissions: {
        default: "ask",
        rules: ["read", "grep", "find", "ls"].map((tool) => rule(tool, "allow")),
      },
      budget: { maxToolCalls: 50 },
    },
  },
];
