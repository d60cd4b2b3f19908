import type { SystemMessage } from "@earendil-works/pi-ai";
import type { FileEntry, SessionEntry } from "@earendil-works/pi-coding-agent";
import type { Placed } from "#harness/pi/place-messages.ts";

type Conversation = {
  readonly sessionId: string;
  readonly cwd: string;
  readonly system: SystemMessage | null;
  readonly placed: Placed;
  /** Sent after everything else, never stored. */
  readonly request?: string;
};

/** What was stored, as a Pi session that was written down. */
export function toFileEntries({ sessionId, cwd, system, placed, request }: Conversation): FileEntry[] {
  const { messages, compaction } = placed;
  const drafts: SessionDraft[] = [{ id: "thinking", type: "thinking_level_change", thinkingLevel: "off" }];
  const before = messages.filter(({ position }) => position < (compaction?.position ?? 0));
  const after = messages.filter(({ position }) => position >= (compaction?.position ?? 0));
  const hasSummary = compaction !== null && compaction.summary !== null;
  if (system && !hasSummary) drafts.push({ id: "system", type: "message", message: system });
  for (const { id, message } of before) drafts.push({ id, type: "message", message });
  if (hasSummary) {
    drafts.push({
      id: "compaction",
      type: "compaction",
      summary: compaction.summary ?? "",
      firstKeptEntryId: before[0]?.id ?? "none",
      tokensBefore: 0,
      ...(system ? { systemMessage: system } : {}),
    });
  }
  for (const { id, message } of after) drafts.push({ id, type: "message", message });
  if (request !== undefined) {
    drafts.push({
      id: "request",
      type: "message",
      message: { role: "user", content: request, timestamp: 0 },
    });
  }
  const header = { type: "session", version: 3, id: sessionId, timestamp, cwd } as const;
  return [
    header,
    ...drafts.map((draft, index) => ({ ...draft, parentId: drafts[index - 1]?.id ?? null, timestamp })),
  ];
}

type Unlinked<Entry> = Entry extends SessionEntry ? Omit<Entry, "parentId" | "timestamp"> : never;
type SessionDraft = Unlinked<SessionEntry>;

/** Pi shows no time to the model, and the same session is made again in every turn. */
const timestamp = new Date(0).toISOString();
