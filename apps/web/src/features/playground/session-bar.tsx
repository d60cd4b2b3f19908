"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { Session } from "@slipway/schemas/runs/session";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, SquarePen } from "lucide-react";
import { api } from "#lib/api-client.ts";
import { Button } from "#ui/button.tsx";
import { formatRelativeTime } from "#ui/format-relative-time.ts";
import { Menu, MenuGroup, MenuItem } from "#ui/menu.tsx";
import { useShortcut } from "#ui/use-shortcut.ts";
import { showSession } from "./playground-url.ts";

const SessionPage = pageOf(Session);

type SessionBarProps = { readonly appId: string | null; readonly sessionId: string | null };

/** Which conversation is shown, the way to the others, and to a new one. */
export function SessionBar({ appId, sessionId }: SessionBarProps) {
  const sessions = useSessions(appId);
  const current = sessions.data?.find((session) => session.id === sessionId);
  const isNew = sessionId === null;
  useShortcut({
    keys: "shift+n",
    label: "New conversation",
    group: "Playground",
    run: () => showSession(null, "push"),
    enabled: !isNew,
  });
  return (
    <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-2">
      <Menu
        align="start"
        className="w-80"
        trigger={
          <Button variant="ghost" size="sm" className="min-w-0 shrink!" disabled={appId === null}>
            <span className="truncate">{isNew ? "New conversation" : current?.title || "Conversation"}</span>
            <ChevronDown aria-hidden="true" className="text-faint" />
          </Button>
        }
      >
        {appId ? <RecentSessions appId={appId} sessionId={sessionId} /> : null}
      </Menu>
      {isNew ? null : (
        <Button variant="ghost" size="sm" className="ml-auto" onClick={() => showSession(null, "push")}>
          <SquarePen aria-hidden="true" />
          New
        </Button>
      )}
    </div>
  );
}

function RecentSessions({ appId, sessionId }: { appId: string; sessionId: string | null }) {
  const sessions = useSessions(appId);
  if (!sessions.data)
    return <p className="px-2 py-1.5 text-muted">{sessions.error?.message ?? "Reading…"}</p>;
  if (sessions.data.length === 0) return <p className="px-2 py-1.5 text-muted">No conversation yet</p>;
  return (
    <MenuGroup label="Recent conversations">
      {sessions.data.map((session) => (
        <MenuItem
          key={session.id}
          label={session.title || "Untitled"}
          description={`${formatRelativeTime(new Date(session.updatedAt), new Date())}${session.activeRunId ? " · running" : ""}${session.id === sessionId ? " · shown" : ""}`}
          onSelect={() => showSession(session.id, "push")}
        />
      ))}
    </MenuGroup>
  );
}

function useSessions(appId: string | null) {
  return useQuery({
    queryKey: ["sessions", appId],
    queryFn: async ({ signal }) =>
      (await api.get("/sessions", { schema: SessionPage, query: { app: appId ?? "", limit: 20 }, signal }))
        .items,
    enabled: appId !== null,
    staleTime: 2_000,
  });
}
