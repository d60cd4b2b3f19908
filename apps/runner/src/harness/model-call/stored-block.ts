import type { AssistantMessage } from "@earendil-works/pi-ai";
import { toStorableText } from "@slipway/schemas/text";
import { z } from "zod";

const TextBlock = z.object({
  type: z.literal("text"),
  text: z.string(),
  textSignature: z.string().exactOptional(),
});

/** What a provider wants back as it was, so that the model can go on from its own reasoning. */
const ThinkingBlock = z.object({
  type: z.literal("thinking"),
  thinking: z.string(),
  thinkingSignature: z.string().exactOptional(),
  redacted: z.boolean().exactOptional(),
});

export const StoredBlock = z.discriminatedUnion("type", [TextBlock, ThinkingBlock]);
export type StoredBlock = z.infer<typeof StoredBlock>;

/** The text and the reasoning of an answer, storable. Everything else is left out. */
export function toStoredBlocks(content: AssistantMessage["content"]): StoredBlock[] {
  return content.flatMap((block) => StoredBlock.safeParse(storable(block)).data ?? []);
}

function storable(block: AssistantMessage["content"][number]): unknown {
  return Object.fromEntries(
    Object.entries(block).map(([name, value]) => [
      name,
      typeof value === "string" ? toStorableText(value) : value,
    ]),
  );
}
