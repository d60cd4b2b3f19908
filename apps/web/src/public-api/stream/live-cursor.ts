/** Where one connection stands in several sessions' logs. */
export type LiveCursor = ReadonlyMap<string, number>;

/** Enough of an id to tell apart the few sessions that one browser shows. */
const keyLength = 10;

/**
 * The cursor as the opaque text that stands in every frame: after any of them, the whole connection can be resumed. It
 * also works for another choice of sessions; one that is not in it begins where the request says.
 */
export function formatLiveCursor(positions: LiveCursor): string {
  return `v1${[...positions].map(([sessionId, seq]) => `.${keyOf(sessionId)}-${seq.toString(36)}`).join("")}`;
}

/** Reads a cursor that we gave out. Anything else knows of no session. */
export function parseLiveCursor(text: string, sessionIds: readonly string[]): LiveCursor {
  const [version, ...parts] = text.split(".");
  if (version !== "v1") return new Map();
  const byKey = new Map(parts.map((part) => part.split("-") as [string, string | undefined]));
  return new Map(
    sessionIds.flatMap((sessionId) => {
      const seq = byKey.get(keyOf(sessionId));
      return seq !== undefined && /^[0-9a-z]{1,6}$/.test(seq)
        ? [[sessionId, Math.min(Number.parseInt(seq, 36), 2_147_483_647)] as const]
        : [];
    }),
  );
}

function keyOf(sessionId: string): string {
  return sessionId.slice(-keyLength);
}
