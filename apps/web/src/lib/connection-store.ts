export type Connection = "live" | "reconnecting";

let connection: Connection = "live";
const listeners = new Set<() => void>();

/** Tells the frame how the live connection of this tab is doing. */
export function reportConnection(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
}

export function currentConnection(): Connection {
  return connection;
}

export function subscribeToConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
