import { analyseData } from "#harness/pi/demo/analyse-data.ts";
import { type DemoScene, type DemoStep, outputOf } from "#harness/pi/demo/demo-step.ts";

/** The scene that fits what the person asks for or, failing that, what the app is for. */
export function chooseScene(instructions: string, message: string): DemoScene {
  if (requested(message).length > 0) return ({ message: asked }) => requested(asked);
  const fitting = [message, instructions].flatMap(
    (text) => scenes.find(({ about }) => about.test(text)) ?? [],
  );
  return fitting[0]?.scene ?? lookAround;
}

/** What a message asks for by name: list the files, read a file, run `a command`. It is done as it is written, at once. */
function requested(message: string): readonly DemoStep[] {
  const command = /\brun\b[^`]*`([^`]+)`/i.exec(message)?.[1];
  const path = /\bread\s+(?:the file\s+)?`?([\w./-]*\w\.\w+)`?/i.exec(message)?.[1];
  const calls = [
    ...(/\blist (?:the |all |my )?files\b/i.test(message) ? [listFiles] : []),
    ...(path === undefined ? [] : [{ tool: "read", input: { path } }]),
    ...(command === undefined ? [] : [{ tool: "bash", input: { command } }]),
  ];
  return calls.length === 0 ? [] : [{ say: "I do as you say.", calls }];
}

const listFiles = { tool: "ls", input: { path: "." } };

const lookAround: DemoScene = () => [
  { say: "First I look at what is in the workspace.", calls: [listFiles] },
  {
    say: "Now I write a file.",
    calls: [{ tool: "write", input: { path: "demo.md", content: demoNote } }],
  },
  {
    say: "To see that it arrived, I read it and count its words, both at once.",
    calls: [
      { tool: "read", input: { path: "demo.md" } },
      { tool: "bash", input: { command: "wc -w demo.md" } },
    ],
  },
];

const helpWithCode: DemoScene = () => [
  {
    say: "I look at the files and search them for open ends.",
    calls: [listFiles, { tool: "grep", input: { pattern: "TODO", path: "." } }],
  },
  {
    say: "I write a small program.",
    calls: [{ tool: "write", input: { path: "count-words.sh", content: countWords } }],
  },
  {
    say: "Does it work? I try it.",
    calls: [{ tool: "bash", input: { command: "sh count-words.sh one two three" } }],
  },
];

const writeReleaseNotes: DemoScene = (situation) => {
  const hasChangelog = /\bCHANGELOG\.md\b/.test(outputOf(situation, "ls") ?? "");
  const changes = [
    outputOf(situation, "bash"),
    hasChangelog ? outputOf(situation, "read", "CHANGELOG.md") : null,
  ];
  return [
    {
      say: "I look at the files and at what was changed.",
      calls: [listFiles, { tool: "bash", input: { command: "git log --oneline -n 20" } }],
    },
    ...(hasChangelog
      ? [
          {
            say: "There is a changelog: I read it.",
            calls: [{ tool: "read", input: { path: "CHANGELOG.md" } }],
          },
        ]
      : []),
    {
      say: "Now I write the notes.",
      calls: [{ tool: "write", input: { path: "RELEASE_NOTES.md", content: releaseNotes(changes) } }],
    },
  ];
};

const operate: DemoScene = () => [
  { say: "Before I change anything, I look.", calls: [listFiles] },
  {
    say: "How much room is there? Looking with a command can need your consent, too.",
    calls: [{ tool: "bash", input: { command: "df -h ." } }],
  },
  {
    say: "I write down what I found. That is a change, so you are asked where the app's permissions say so.",
    calls: [
      {
        tool: "write",
        input: {
          path: "operations.log",
          content: "Looked at the files and the free space. Changed nothing else.\n",
        },
      },
    ],
  },
];

const scenes: readonly { readonly about: RegExp; readonly scene: DemoScene }[] = [
  { about: /\b(?:csv|charts?|data analyst|analys[ei])/i, scene: analyseData },
  { about: /\b(?:release notes?|changelog)\b/i, scene: writeReleaseNotes },
  { about: /\b(?:operator|operations|careful|ask(?:s|ing)? before)\b/i, scene: operate },
  { about: /\b(?:code|coding|program|script|bug)\b/i, scene: helpWithCode },
];

const demoNote =
  "# Written by the demo model\n\nIt is a script, so this text is always the same. A real model would write what you asked for.\n";

const countWords = `#!/bin/sh\n# Counts the words that it is given.\necho "$#"\n`;

function releaseNotes(sources: readonly (string | null)[]): string {
  const lines = sources.flatMap((source) => (source ?? "").split("\n")).map((line) => line.trim());
  const changes = [...new Set(lines)].filter((line) => /^(?:[0-9a-f]{7,40} |[-*] )/.test(line)).slice(0, 20);
  const list = changes.map((line) => `- ${line.replace(/^(?:[0-9a-f]{7,40} |[-*] )/, "")}`);
  const body =
    list.length === 0
      ? "No changes were found: there is no history here, and no changelog."
      : list.join("\n");
  return `# Release notes\n\n${body}\n`;
}
