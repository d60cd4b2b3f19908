import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { exampleOf } from "#harness/demo/example-of.ts";

export type DemoQuestion = {
  /** What the person wrote last. */
  readonly message: string;
  /** How many messages came before it. */
  readonly earlierMessages: number;
  readonly instructions: string;
  readonly parameters: Parameters;
  /** The form that the answer has to have; null: it is free. */
  readonly outputSchema: Readonly<Record<string, unknown>> | null;
  /** What the run was asked. A completion's has no message. */
  readonly input: RunInput;
};

/** The script: the same question gets the same answer. It says what it is and claims to understand nothing. */
export function writeDemoAnswer(question: DemoQuestion): string {
  const { outputSchema } = question;
  if (outputSchema) return `${JSON.stringify(exampleOf(outputSchema), null, 2)}\n`;
  return `${[introduce(question), admit(question), showOff(question)].filter((part) => part !== "").join("\n\n")}\n`;
}

function introduce({ message, earlierMessages, input }: DemoQuestion): string {
  const words = countWords(message);
  const before = earlierMessages === 0 ? "" : ` Before it I was sent ${counted(earlierMessages, "message")}.`;
  return [
    "I am the **demo model** of Slipway: no language model, only a script that plays offline.",
    `${isPrompt(input) ? "Your prompt says" : "You wrote"} “${quoteStart(message)}”, which is ${counted(words, "word")}. I can count them, but I do not understand them.${before}`,
  ].join(" ");
}

/** What reached the model and changes nothing, so that nobody looks for its effect. */
function admit({ instructions, parameters }: DemoQuestion): string {
  const ignored = [
    instructions.trim() === "" ? null : `your instructions (${counted(countWords(instructions), "word")})`,
    parameters.temperature === undefined ? null : `temperature ${parameters.temperature}`,
    parameters.topP === undefined ? null : `top P ${parameters.topP}`,
    parameters.seed === undefined ? null : `seed ${parameters.seed}`,
    parameters.reasoning === undefined ? null : `reasoning ${parameters.reasoning}`,
  ].filter((item) => item !== null);
  return ignored.length === 0
    ? ""
    : `This also arrived, but changes nothing in a script: ${ignored.join(", ")}.`;
}

const showOff = (question: DemoQuestion) => `What you can try with it:

- **Streaming**: these words arrive one by one, about 40 a second.
- **Stop**: press it now, and what you have seen so far stays.
- **History**: this run is listed with its messages, tokens and timing.

The same answer from a program:

\`\`\`sh
curl "$SLIPWAY_URL/api/v1/apps/$APP/invoke" \\
  -H "Authorization: Bearer $SLIPWAY_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${exampleBody(question)}'
\`\`\`

| | demo/demo | a model of yours |
| --- | --- | --- |
| understands you | no | as well as it can |
| needs a network | no | only to reach its provider |
| costs | nothing | what its provider charges |

To talk to a real model, add a provider and choose one of its models for this app.`;

/** In single quotes for a shell; long values are shortened. */
function exampleBody({ input }: DemoQuestion): string {
  const message = isPrompt(input) ? [] : ['"message": "Hello"'];
  const short = Object.entries(input.variables ?? {}).map(([name, value]) => [name, quoteStart(value)]);
  const values = short.length === 0 ? [] : [`"variables": ${JSON.stringify(Object.fromEntries(short))}`];
  return `{"input": {${[...message, ...values].join(", ")}}}`.replaceAll("'", String.raw`'\''`);
}

function isPrompt({ message, messages }: RunInput): boolean {
  return message === undefined && messages === undefined;
}

const quotedWords = 6;
const quotedCharacters = 60;

function quoteStart(message: string): string {
  const words = message.trim().split(/\s+/);
  const start = words.slice(0, quotedWords).join(" ");
  // By code points: a cut in the middle of an emoji would leave half a character.
  const characters = Array.from(start);
  const isWhole = words.length <= quotedWords && characters.length <= quotedCharacters;
  return isWhole ? start : `${characters.slice(0, quotedCharacters).join("")} …`;
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
