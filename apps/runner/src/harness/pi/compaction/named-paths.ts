import type { PlacedMessage } from "#harness/pi/place-messages.ts";

const mostPaths = 100;

/** The paths that the conversation names, the latest last: in calls whatever is called a path, in people's messages what looks like one. */
export function namedPaths(messages: readonly PlacedMessage[]): readonly string[] {
  const paths = new Set<string>();
  for (const { message } of messages) {
    if (message.role === "user") for (const path of pathsIn(textOf(message.content))) paths.add(path);
    if (message.role !== "assistant") continue;
    for (const block of message.content) {
      if (block.type !== "toolCall") continue;
      const { path } = block.arguments;
      if (typeof path === "string" && path !== "" && path.length <= 500) paths.add(path);
    }
  }
  return [...paths].slice(-mostPaths);
}

function textOf(content: string | readonly { readonly type: string }[]): string {
  return typeof content === "string" ? content : "";
}

/** What looks like a path: with a slash between names. An address is none. */
export function pathsIn(text: string): readonly string[] {
  return text.match(/(?<![\w:/.~-])(?:~|\.{1,2})?\/?(?:[\w.@-]+\/)+[\w.@-]*\w/g) ?? [];
}
