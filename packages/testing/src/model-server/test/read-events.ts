/** One server-sent event with its data as JSON. `event` is empty where it has no name. */
export type ReadEvent = { readonly event: string; readonly data: Readonly<Record<string, unknown>> };

/** The events of an answer that streams to its end. */
export async function readEvents(response: Response): Promise<ReadEvent[]> {
  const text = await response.text();
  return text
    .split("\n\n")
    .filter((block) => block !== "")
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1] ?? "",
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? "null"),
    }));
}
