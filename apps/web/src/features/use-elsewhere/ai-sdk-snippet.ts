import { indented } from "./indented.ts";
import type { InvokeBody } from "./invoke-body.ts";

/**
 * The app within a program that uses the AI SDK: a conversation as the route behind `useChat`, a completion as a tool that
 * another model can call.
 */
export function aiSdkSnippet(url: string, body: InvokeBody): string {
  return body.input.message === undefined ? toolSnippet(url, body) : routeSnippet(url, body);
}

function routeSnippet(url: string, { input, ...target }: InvokeBody): string {
  const { message: _, ...values } = input;
  const fixed = JSON.stringify({ ...target, input: values }, null, 2);
  return `import {
  createUIMessageStream,
  createUIMessageStreamResponse,
  jsonSchema,
  parseJsonEventStream,
  type UIMessage,
} from "ai";

const app = ${fixed};

type Message = UIMessage<{ sessionId?: string }>;
type Event =
  | { type: "text.started" | "text.finished"; blockId: string }
  | { type: "text.delta"; blockId: string; delta: string }
  | { type: "run.finished"; run: { error: { message: string } | null } };

// The route behind useChat() of @ai-sdk/react. The conversation goes on in one session.
export async function POST(request: Request): Promise<Response> {
  const { messages }: { messages: Message[] } = await request.json();
  const parts = messages.at(-1)?.parts ?? [];
  const message = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  const sessionId = messages.findLast(({ metadata }) => metadata?.sessionId)?.metadata?.sessionId;
  const stream = createUIMessageStream<Message>({
    onError: (error) => (error instanceof Error ? error.message : String(error)),
    execute: async ({ writer }) => {
      const response = await fetch(${JSON.stringify(url)}, {
        method: "POST",
        headers: {
          authorization: \`Bearer \${process.env.SLIPWAY_API_KEY}\`,
          "content-type": "application/json",
          accept: "text/event-stream",
        },
        body: JSON.stringify({ ...app, input: { ...app.input, message }, sessionId }),
      });
      if (!response.ok || !response.body) throw new Error(await response.text());
      const session = response.headers.get("x-slipway-session");
      writer.write({ type: "start", messageMetadata: session ? { sessionId: session } : {} });
      const schema = jsonSchema<Event>({ type: "object" });
      const reader = parseJsonEventStream({ stream: response.body, schema }).getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        if (!next.value.success) throw next.value.error;
        const event = next.value.value;
        if (event.type === "text.started") writer.write({ type: "text-start", id: event.blockId });
        if (event.type === "text.delta") writer.write({ type: "text-delta", id: event.blockId, delta: event.delta });
        if (event.type === "text.finished") writer.write({ type: "text-end", id: event.blockId });
        if (event.type === "run.finished" && event.run.error) throw new Error(event.run.error.message);
      }
    },
  });
  return createUIMessageStreamResponse({ stream });
}`;
}

function toolSnippet(url: string, { input, ...target }: InvokeBody): string {
  const variables = Object.entries(Object(input.variables));
  const schema = {
    type: "object",
    properties: Object.fromEntries(
      variables.map(([name, description]) => [name, { type: "string", description }]),
    ),
    required: variables.map(([name]) => name),
    additionalProperties: false,
  };
  return `import { jsonSchema, tool } from "ai";

// For the tools of generateText() and streamText(): the model that has it can have this app answer.
export const askSlipway = tool({
  description: ${JSON.stringify(`Asks the app ${url.split("/").at(-2)}.`)},
  inputSchema: jsonSchema<Record<string, string>>(${indented(JSON.stringify(schema, null, 2), "  ")}),
  execute: async (variables) => {
    const response = await fetch(${JSON.stringify(url)}, {
      method: "POST",
      headers: {
        authorization: \`Bearer \${process.env.SLIPWAY_API_KEY}\`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ ...${JSON.stringify(target)}, input: { variables } }),
    });
    if (!response.ok) throw new Error(await response.text());
    const run = await response.json();
    if (run.status === "failed") throw new Error(run.error.message);
    return run.output?.data ?? run.output?.text ?? run.status;
  },
});`;
}
