import type { ModelServer } from "#model-server/start-model-server.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly events: readonly ChunkEvent[];
  readonly isDone: boolean;
  /** The connection broke before the body's end. */
  readonly isCut: boolean;
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly Call[];
  readonly finishReason: string | undefined;
  readonly usage: Usage | undefined;
  readonly error: ErrorBody | undefined;
};

type Call = { id: string; name: string; arguments: string };
type Usage = { prompt_tokens: number; completion_tokens: number; total_tokens: number };
type ErrorBody = { message: string; type: string; param: string | null; code: string | null };

type ChunkEvent = {
  choices?: {
    delta: {
      content?: string;
      reasoning_content?: string;
      tool_calls?: { index: number; id?: string; function: { name?: string; arguments?: string } }[];
    };
    finish_reason: string | null;
  }[];
  usage?: Usage | null;
  error?: ErrorBody;
};

type Body = { readonly [key: string]: unknown };

type PostOptions = {
  readonly more?: Body;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** Posts a streaming completion request: a prompt, or messages, with more of the body if wanted. */
export function post(
  server: ModelServer,
  prompt: string | readonly unknown[],
  { more = {}, headers = {}, signal }: PostOptions = {},
) {
  const messages = typeof prompt === "string" ? [{ role: "user", content: prompt }] : prompt;
  return fetch(`${server.url}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ model: "scripted", stream: true, messages, ...more }),
    headers: { "content-type": "application/json", ...headers },
    ...(signal && { signal }),
  });
}

/** Posts and reads the stream to its end, however it ends. */
export async function ask(
  server: ModelServer,
  prompt: string | readonly unknown[],
  more: Body = {},
): Promise<Answer> {
  const response = await post(server, prompt, { more });
  const { body, isCut } = await readAll(response);
  const data = body.split("\n\n").flatMap((event) => (event.startsWith("data: ") ? [event.slice(6)] : []));
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const events: ChunkEvent[] = isStream
    ? data.filter((text) => text !== "[DONE]").map((text) => JSON.parse(text))
    : [JSON.parse(body)];
  const deltas = isStream
    ? events.flatMap((event) => event.choices?.map((choice) => choice.delta) ?? [])
    : [];
  return {
    status: response.status,
    headers: response.headers,
    events,
    isDone: data.at(-1) === "[DONE]",
    isCut,
    text: deltas.map((delta) => delta.content ?? "").join(""),
    reasoning: deltas.map((delta) => delta.reasoning_content ?? "").join(""),
    calls: joinCalls(deltas.flatMap((delta) => delta.tool_calls ?? [])),
    finishReason: events.flatMap((event) => event.choices?.[0]?.finish_reason ?? [])[0],
    usage: events.findLast((event) => event.usage)?.usage ?? undefined,
    error: events.find((event) => event.error)?.error,
  };
}

/** The conversation goes on: the answer's calls as an assistant message, and a result for each. */
export function withResults(prompt: string, answers: readonly (readonly Call[])[]): unknown[] {
  const turns = answers.flatMap((calls) => [
    {
      role: "assistant",
      content: null,
      tool_calls: calls.map(({ id, name, arguments: input }) => ({
        id,
        type: "function",
        function: { name, arguments: input },
      })),
    },
    ...calls.map(({ id, name }) => ({ role: "tool", tool_call_id: id, content: `${name} is done` })),
  ]);
  return [{ role: "user", content: prompt }, ...turns];
}

async function readAll(response: Response): Promise<{ body: string; isCut: boolean }> {
  const decoder = new TextDecoder();
  let body = "";
  try {
    for await (const chunk of response.body ?? []) body += decoder.decode(chunk, { stream: true });
    return { body, isCut: false };
  } catch {
    return { body, isCut: true };
  }
}

function joinCalls(
  deltas: readonly { index: number; id?: string; function: { name?: string; arguments?: string } }[],
) {
  const calls: Call[] = [];
  for (const delta of deltas) {
    const call = calls[delta.index] ?? { id: "", name: "", arguments: "" };
    calls[delta.index] = call;
    call.id += delta.id ?? "";
    call.name += delta.function.name ?? "";
    call.arguments += delta.function.arguments ?? "";
  }
  return calls;
}
