/** What a tab wants to hear about. */
export type Topic = "runs" | "all-runs" | "approvals";
export type Interest = {
  /** Each session, and the last event of it that is known: what comes after is wanted. */
  readonly sessions: Readonly<Record<string, number>>;
  readonly topics: readonly Topic[];
};

export const noInterest: Interest = { sessions: {}, topics: [] };

/** What all of them want together; a session from where the one who knows least of it stands. */
export function uniteInterests(interests: Iterable<Interest>): Interest {
  const sessions: Record<string, number> = {};
  const topics = new Set<Topic>();
  for (const interest of interests) {
    for (const [id, seq] of Object.entries(interest.sessions)) {
      sessions[id] = Math.min(seq, sessions[id] ?? seq);
    }
    for (const topic of interest.topics) topics.add(topic);
  }
  return { sessions, topics: [...topics] };
}

export function isEmptyInterest(interest: Interest): boolean {
  return Object.keys(interest.sessions).length === 0 && interest.topics.length === 0;
}
