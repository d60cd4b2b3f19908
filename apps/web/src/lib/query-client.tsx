"use client";
import { QueryClientProvider as Provider, type QueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "#lib/api-error.ts";
import { FreshQueryClient } from "#lib/fresh-query-client.ts";

/** Server state of this tab: kept while shown, asked again on return. One client for the life of the page. */
export function QueryClientProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return <Provider client={client}>{children}</Provider>;
}

function makeQueryClient(): QueryClient {
  return new FreshQueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays a refusal; only what failed on the way may go better the second time.
        retry: (failures, error) => failures < 2 && isTransient(error),
      },
    },
  });
}

function isTransient(error: Error): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
