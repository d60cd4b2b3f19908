"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ApiError } from "#lib/api-error.ts";

/** Leads to the sign-in page, and back, as soon as the server no longer knows this browser. */
export function SessionGuard() {
  const client = useQueryClient();
  useEffect(() => {
    const leaveIfSignedOut = (error: unknown) => {
      if (!(error instanceof ApiError) || error.code !== "unauthenticated") return;
      const { pathname, search } = window.location;
      window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
    };
    const unsubscribers = [
      client.getQueryCache().subscribe(({ query }) => leaveIfSignedOut(query.state.error)),
      client.getMutationCache().subscribe(({ mutation }) => leaveIfSignedOut(mutation?.state.error)),
    ];
    return () => {
      for (const unsubscribe of unsubscribers) unsubscribe();
    };
  }, [client]);
  return null;
}
