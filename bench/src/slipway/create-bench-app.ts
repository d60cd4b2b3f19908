type Access = { readonly url: string; readonly apiKey: string };

/** A provider at the scripted model server and a chat app on it, made through the API. Returns the app's id. */
export async function createBenchApp(access: Access, modelBaseUrl: string): Promise<string> {
  const name = `bench-${Date.now().toString(36)}`;
  await post(access, "/providers", {
    name,
    api: "openai-completions",
    baseUrl: modelBaseUrl,
    apiKey: "bench",
    models: [{ id: "scripted" }],
  });
  const { app } = await post<{ app: { id: string } }>(access, "/apps", {
    name,
    type: "chat",
    config: { model: `${name}/scripted`, instructions: "" },
  });
  return app.id;
}

/** Posts to a path below /api/v1. Throws what was not accepted. */
export async function post<Answer>({ url, apiKey }: Access, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text}`);
  const answer: Answer = JSON.parse(text);
  return answer;
}
