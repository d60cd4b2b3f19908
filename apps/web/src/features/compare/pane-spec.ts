/** What a pane talks to. */
export type PaneSource =
  | {
      readonly kind: "revision";
      readonly number: number /** In place of the revision's own. */;
      readonly model: string | null;
    }
  /** `playground`: the one that is being edited there. Any other name is a draft of this pane's own. */
  | { readonly kind: "draft"; readonly name: string };

/** One pane, as the address holds it. */
export type PaneSpec = { readonly source: PaneSource; readonly sessionId: string | null };

export const maxPanes = 4;
export const playgroundDraft = "playground";

/** Reads the panes of an address. Those that cannot be meant are left out. */
export function readPanes(search: URLSearchParams): readonly PaneSpec[] {
  const sessions = search.get("sessions")?.split(",") ?? [];
  return search
    .getAll("pane")
    .slice(0, maxPanes)
    .flatMap((text, at) => {
      const source = readSource(text);
      const session = sessions[at] ?? "";
      return source ? [{ source, sessionId: /^ses_[0-9a-z]+$/.test(session) ? session : null }] : [];
    });
}

/** Writes the panes into an address, in the place of those that it had. */
export function writePanes(search: URLSearchParams, panes: readonly PaneSpec[]): void {
  search.delete("pane");
  search.delete("sessions");
  for (const { source } of panes) search.append("pane", writeSource(source));
  const sessions = panes.map(({ sessionId }) => sessionId ?? "");
  if (sessions.some(Boolean)) search.set("sessions", sessions.join(","));
}

/** `r3`, `r3~provider/model`, `draft:playground`. */
function readSource(text: string): PaneSource | null {
  const draft = /^draft:([0-9a-z]{1,40})$/.exec(text)?.[1];
  if (draft) return { kind: "draft", name: draft };
  const [, number, model] = /^r([1-9]\d{0,8})(?:~(.{1,300}))?$/.exec(text) ?? [];
  return number ? { kind: "revision", number: Number(number), model: model ?? null } : null;
}

export function writeSource(source: PaneSource): string {
  if (source.kind === "draft") return `draft:${source.name}`;
  return `r${source.number}${source.model ? `~${source.model}` : ""}`;
}

type FirstPanes = {
  readonly latestRevision: number;
  readonly hasDraft: boolean;
  readonly draftBase: number | null;
};

/** What is compared before anything was chosen: what was, with what is being made. */
export function firstPanes({ latestRevision, hasDraft, draftBase }: FirstPanes): readonly PaneSpec[] {
  const revision = (number: number): PaneSpec => ({
    source: { kind: "revision", number, model: null },
    sessionId: null,
  });
  if (hasDraft) {
    const draft: PaneSpec = { source: { kind: "draft", name: playgroundDraft }, sessionId: null };
    return [revision(draftBase ?? latestRevision), draft];
  }
  return [revision(Math.max(1, latestRevision - 1)), revision(latestRevision)];
}
