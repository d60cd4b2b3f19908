/** What a first event may be long: it repeats the instructions and the tools of the request. */
const longestFirstBytes = 1_048_576;

/**
 * Reads from the first event of an OpenAI response which model answers: an alias is asked for, one of its versions
 * answers, and Pi does not say which. The bytes pass as they came.
 */
export function noteAnsweringModel(response: Response, note: (model: string) => void): Response {
  const { body, status, statusText, headers } = response;
  if (!body) return response;
  const decoder = new TextDecoder();
  let start: string | null = "";
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform: (bytes, controller) => {
      controller.enqueue(bytes);
      if (start === null) return;
      start += decoder.decode(bytes, { stream: true });
      const end = start.search(/\r?\n\r?\n/);
      if (end < 0 && start.length < longestFirstBytes) return;
      const model = readModel(start.slice(0, Math.max(0, end)));
      start = null;
      if (model !== null) note(model);
    },
  });
  return new Response(body.pipeThrough(watch), { status, statusText, headers });
}

function readModel(frame: string): string | null {
  const data = /^data: ?(.*)$/m.exec(frame)?.[1];
  try {
    const model: unknown = JSON.parse(data ?? "null")?.response?.model;
    return typeof model === "string" && model !== "" ? model : null;
  } catch {
    return null;
  }
}
