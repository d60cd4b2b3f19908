import type { IncomingHttpHeaders } from "node:http";
import type { ModelRequest } from "#model-server/model-request.ts";

/** How a request ended: answered to the end, left by the client, or cut by the script or by closing the server. */
export type RequestEnding = "completed" | "client-closed" | "cut";

export type LoggedRequest = {
  readonly method: string;
  readonly path: string;
  /** As received, so with the caller's key. */
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
  /** What the wire has understood; undefined when it has refused the request. */
  readonly request: ModelRequest | undefined;
  readonly receivedAt: Date;
  /** The status sent; undefined until the headers are. */
  readonly status: number | undefined;
  readonly ending: RequestEnding | "open";
  /** Resolves when the connection is done with this request. */
  readonly ended: Promise<RequestEnding>;
};

/** An entry as those see it who fill it in. */
export type OpenEntry = LoggedRequest & {
  /** Says how the request ended. The first to say so is believed. */
  end(ending: RequestEnding): void;
};

export type RequestLog = {
  readonly entries: readonly LoggedRequest[];
  add(entry: OpenEntry): void;
  /** The oldest matching request that no earlier call has returned, as soon as there is one. */
  next(matches: (entry: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** Ends the open entries as cut and rejects those who still wait for one. */
  close(): void;
};

type Waiter = {
  readonly matches: (entry: LoggedRequest) => boolean;
  readonly found: PromiseWithResolvers<LoggedRequest>;
};

export function createRequestLog(): RequestLog {
  const entries: OpenEntry[] = [];
  const untaken = new Set<LoggedRequest>();
  const waiters = new Set<Waiter>();

  return {
    entries,
    add(entry) {
      entries.push(entry);
      const waiter = [...waiters].find((candidate) => candidate.matches(entry));
      if (!waiter) {
        untaken.add(entry);
        return;
      }
      waiters.delete(waiter);
      waiter.found.resolve(entry);
    },
    next(matches) {
      const entry = [...untaken].find(matches);
      if (entry) {
        untaken.delete(entry);
        return Promise.resolve(entry);
      }
      const found = Promise.withResolvers<LoggedRequest>();
      waiters.add({ matches, found });
      return found.promise;
    },
    close() {
      for (const entry of entries) entry.end("cut");
      for (const { found } of waiters)
        found.reject(new Error("The model server was closed before such a request came."));
      waiters.clear();
    },
  };
}
