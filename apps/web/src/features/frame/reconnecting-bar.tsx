"use client";
import { useSyncExternalStore } from "react";
import { type Connection, currentConnection, subscribeToConnection } from "#lib/connection-store.ts";
import { Spinner } from "#ui/spinner.tsx";

const liveOnServer = (): Connection => "live";

/** A thin bar over the top of the page while the live connection is down. It covers nothing and moves nothing. */
export function ReconnectingBar() {
  const connection = useSyncExternalStore(subscribeToConnection, currentConnection, liveOnServer);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-0 z-50 flex justify-center">
      {connection === "reconnecting" ? (
        <div className="flex w-full animate-late justify-center border-t-2 border-warning-line">
          <span className="flex h-6 items-center gap-1.5 rounded-b-md bg-warning-fill px-3 text-12 font-medium text-warning-text">
            <Spinner className="size-3" />
            Reconnecting…
          </span>
        </div>
      ) : null}
    </div>
  );
}
