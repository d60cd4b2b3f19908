/** What a tab wants to hear about. */
export type Topic = "runs";
export type Interest = { readonly sessions: readonly string[]; readonly topics: readonly Topic[] };

export const noInterest: Interest = { sessions: [], topics: [] };

/** What all of them want together, each thing once, in a stable order. */
export function uniteInterests(interests: Iterable<Interest>): Interest {
  const sessions = new Set<string>();
  const topics = new Set<Topic>();
  for (const interest of interests) {
    for (const session of interest.sessions) sessions.add(session);
    for (const topic of interest.topics) topics.add(topic);
  }
  return { sessions: [...sessions].sort(), topics: [...topics].sort() };
}

/** Whether `wider` already brings everything that `wanted` asks for. */
export function coversInterest(wider: Interest, wanted: Interest): boolean {
  return (
    wanted.sessions.every((session) => wider.sessions.includes(session)) &&
    wanted.topics.every((topic) => wider.topics.includes(topic))
  );
}

/** What `wanted` has and `known` has not. */
export function subtractInterest(wanted: Interest, known: Interest): Interest {
  return {
    sessions: wanted.sessions.filter((session) => !known.sessions.includes(session)),
    topics: wanted.topics.filter((topic) => !known.topics.includes(topic)),
  };
}

export function isEmptyInterest(interest: Interest): boolean {
  return interest.sessions.length === 0 && interest.topics.length === 0;
}
