"use client";
import { type App, AppWithRevision } from "@slipway/schemas/apps/app";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { Run } from "@slipway/schemas/runs/run";
import { Session } from "@slipway/schemas/runs/session";
import { useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useOutgoing } from "#features/conversation/index.ts";
import { blankSessionStore, sessionStore } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import { appKey, useApp } from "#lib/use-app.ts";
import type { DraftConfig } from "./draft-config.ts";
import type { DraftKey } from "./draft-storage.ts";
import { replaceUrl, showSession } from "./playground-url.ts";
import { variablesToFill } from "./prompt/draft-variables.ts";
import { useConfigErrors } from "./use-config-errors.ts";
import { useConversationPlace } from "./use-conversation-place.ts";
import { type Base, useDraft } from "./use-draft.ts";
import { useDraftCheck } from "./use-draft-check.ts";
import { useTextFault } from "./use-text-fault.ts";
import { useUnsentText } from "./use-unsent-text.ts";
import { fixedValues } from "./values/fixed-values.ts";
import { givenValues } from "./values/given-values.ts";
import { useValues } from "./values/use-values.ts";

export type PlaygroundStart = {
  readonly type: AppType;
  /** Null: the app is made with its first run or commit. */
  readonly slug: string | null;
  /** What a new app is called until it is named. */
  readonly name?: string;
  readonly draftKey: DraftKey;
  readonly base: Base;
  readonly kept: DraftConfig | null;
};

/** Everything that the playground shows and does, for one app. */
export function usePlayground(start: PlaygroundStart) {
  const client = useQueryClient();
  const { place, begin } = useConversationPlace(useSearchParams().get("session"));
  const { sessionId } = place;
  const [slug, setSlug] = useState(start.slug);
  const app = useApp(slug).data ?? null;
  const draft = useDraft({ key: start.draftKey, base: start.base, kept: start.kept });
  const unsent = useUnsentText(unsentName(draft.key, sessionId));
  /** The place that is shown now, for answers that come later. */
  const shownKey = useRef(place.key);
  useEffect(() => {
    shownKey.current = place.key;
  }, [place.key]);
  /** Sessions that began here, by place: what is typed before the first answer came goes into them, too. */
  const sessions = useRef(new Map<string, string>());
  const { values, setValue, moveTo: moveValues } = useValues(start.draftKey);
  const variables = variablesToFill(draft.config);
  const making = useRef<Promise<App> | null>(null);
  const text = useTextFault(start.draftKey);
  const errors = useConfigErrors(start.type, draft.config);
  const check = useDraftCheck({
    type: start.type,
    slug,
    config: draft.config,
    hasErrors: errors.size > 0,
  });
  const store = sessionId ? sessionStore(sessionId) : blankSessionStore;

  /** Makes the app, once, with the draft as its first revision; its address takes the place of this one. */
  function makeApp(name: string): Promise<App> {
    making.current ??= (async () => {
      try {
        const body = { name, type: start.type, config: draft.config };
        const made = await api.post("/apps", { schema: AppWithRevision, body });
        client.setQueryData(appKey(made.app.slug), made.app);
        void client.invalidateQueries({ queryKey: ["apps", "all"] });
        goOnAs(`app:${made.app.id}`, { number: made.revision.number, config: draft.config });
        setSlug(made.app.slug);
        replaceUrl({ slug: made.app.slug });
        return made.app;
      } finally {
        making.current = null;
      }
    })();
    return making.current;
  }

  /** The app that was begun with this draft is there: everything that was written for it is kept as its own. */
  function goOnAs(key: DraftKey, base: Base) {
    draft.rebase(key, base);
    unsent.moveTo(unsentName(key, sessionId));
    moveValues(key);
    text.moveTo(key);
  }

  function showBegun({ id, appId }: { readonly id: string; readonly appId: string }, isShown: boolean) {
    begin(id, { isShown });
    // Somebody who looks at another conversation meanwhile stays there.
    if (!isShown) return;
    unsent.moveTo(unsentName(`app:${appId}`, id));
    showSession(id, "replace");
  }

  /** The session of this place, begun if need be: files can be put into it before anything is said. */
  async function beginSession(): Promise<string> {
    const known = sessionId ?? sessions.current.get(place.key);
    if (known !== undefined) return known;
    const made = slug === null ? await makeApp(start.name ?? `Untitled ${start.type}`) : null;
    const begun = await api.post(`/apps/${made?.slug ?? slug}/sessions`, { schema: Session });
    sessions.current.set(place.key, begun.id);
    showBegun({ id: begun.id, appId: begun.app.id }, place.key === shownKey.current);
    void client.invalidateQueries({ queryKey: ["sessions"] });
    return begun.id;
  }

  const sending = useOutgoing({
    prepare: async () => (slug === null ? await makeApp(start.name ?? `Untitled ${start.type}`) : null),
    post: ({ text: message, clientMessageId, steers, ...to }, made) => {
      const session = to.sessionId ?? sessions.current.get(to.place);
      const isDraft = !made && draft.isEdited;
      const path = session ? `/sessions/${session}/runs` : `/apps/${made?.slug ?? slug}/invoke`;
      return api.post(path, {
        schema: Run,
        headers: { prefer: "respond-async" },
        body: {
          input: { message, ...variablesFor(session) },
          clientMessageId,
          onBusy: steers === null ? "enqueue" : "steer",
          ...(isDraft ? { config: draft.config } : { revision: draft.base.number ?? 1 }),
        },
      });
    },
    onAccepted: async (run, message) => {
      const sent = sessionStore(run.sessionId);
      sent.putRun(run);
      if (message.steers === run.id) await sent.readRuns();
      if (message.sessionId === null && !sessions.current.has(message.place)) {
        sessions.current.set(message.place, run.sessionId);
        showBegun({ id: run.sessionId, appId: run.app.id }, message.place === shownKey.current);
      }
      void client.invalidateQueries({ queryKey: ["sessions"] });
    },
    onRefused: unsent.giveBack,
  });

  /** What a session has no value for yet; it has begun with the others. */
  function variablesFor(session: string | undefined) {
    const fixed = session ? fixedValues(sessionStore(session).view().runs.values()) : {};
    const open = variables.filter(({ name }) => !Object.hasOwn(fixed, name));
    const given = givenValues(open, values);
    return Object.keys(given).length > 0 ? { variables: given } : {};
  }

  /** The draft was committed as this revision, or shall stand on it from now on. */
  function rebase(base: Base, config?: DraftConfig) {
    if (app) draft.rebase(`app:${app.id}`, base, config);
  }
  const filling = { variables, values, setValue };
  return {
    rebase,
    app,
    slug,
    place,
    sessionId,
    store,
    draft,
    text,
    errors,
    check,
    unsent,
    sending,
    makeApp,
    filling,
    beginSession,
  };
}

function unsentName(draftKey: DraftKey, sessionId: string | null): string {
  return `${draftKey}:${sessionId ?? "new"}`;
}
