const sentences =
  "The yard opens at eight. Boots are needed on the slip, and **nobody** walks under a hull. See `rigging.md` for the order of the shrouds.";

/** An answer as models write them: paragraphs, a list, code. `at` makes each one different. */
export function answer(at: number): string {
  return [
    `## Part ${at}`,
    sentences,
    `- the first of ${at}\n- the second, which is *longer* than the first one\n- the third`,
    sentences,
    `\`\`\`ts\nconst part = ${at};\nlaunch({ part, tide: "high" });\n\`\`\``,
  ].join("\n\n");
}

/** The past of a session of so many messages, the last of which is the person's. */
export function conversation(messages: number): { role: "user" | "assistant"; content: string }[] {
  return Array.from({ length: messages }, (_, at) =>
    at % 2 === 0
      ? { role: "user", content: `Question ${at}: what comes next?` }
      : { role: "assistant", content: answer(at) },
  );
}

/** What makes the model write such parts, one token every so many milliseconds. */
export function streaming(parts: number, everyMs: number): string {
  const text = Array.from({ length: parts }, (_, at) => answer(at)).join("\n\n");
  return ["Go on", "!script", `!pace ${everyMs}ms`, `!say ${JSON.stringify(text)}`].join("\n");
}
