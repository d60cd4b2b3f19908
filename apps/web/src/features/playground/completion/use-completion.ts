"use client";
import { newId } from "@slipway/schemas/ids";
import { Run } from "@slipway/schemas/runs/run";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { retryUnanswered } from "#features/conversation/index.ts";
import { sessionStore } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import { ApiError, networkError } from "#lib/api-error.ts";
import { showSession } from "../playground-url.ts";
import type { usePlayground } from "../use-playground.ts";
import { givenValues, missingValues } from "../values/given-values.ts";

type Playground = ReturnType<typeof usePlayground>;

/** Runs the draft with the values that are filled in, each time in a session of its own. */
export function useCompletion({ slug, draft, filling, makeApp }: Playground, name: string) {
  const client = useQueryClient();
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const busy = useRef(false);
  const { variables, values } = filling;

  async function run() {
    const notFilled = missingValues(variables, values);
    setMissing(notFilled);
    setRefusal(null);
    if (notFilled.length > 0 || busy.current) return;
    busy.current = true;
    setIsSending(true);
    try {
      const made = slug === null ? await makeApp(name) : null;
      const clientMessageId = newId("request");
      const isDraft = !made && draft.isEdited;
      const started = await retryUnanswered(
        () =>
          api.post(`/apps/${made?.slug ?? slug}/invoke`, {
            schema: Run,
            headers: { prefer: "respond-async" },
            body: {
              input: { variables: givenValues(variables, values) },
              clientMessageId,
              ...(isDraft ? { config: draft.config } : { revision: draft.base.number ?? 1 }),
            },
          }),
        { onRetrying: () => undefined },
      );
      sessionStore(started.sessionId).putRun(started);
      showSession(started.sessionId, "push");
      void client.invalidateQueries({ queryKey: ["earlier-results"] });
    } catch (error) {
      setRefusal(error instanceof ApiError ? error : networkError(error));
    } finally {
      busy.current = false;
      setIsSending(false);
    }
  }
  return {
    run,
    isSending,
    refusal,
    dismissRefusal: () => setRefusal(null),
    errors: errorsOf(missing, values, refusal),
  };
}

/** By variable: what has to be filled in and still is not, and what the server said of a value. */
function errorsOf(
  missing: readonly string[],
  values: Readonly<Record<string, string>>,
  refusal: ApiError | null,
): ReadonlyMap<string, string> {
  const prefix = "input.variables.";
  const said = (refusal?.fieldErrors ?? []).flatMap(({ path, message }) =>
    path.startsWith(prefix) ? [[path.slice(prefix.length), message] as const] : [],
  );
  const empty = missing.filter((name) => !values[name]).map((name) => [name, "Fill this in."] as const);
  return new Map([...empty, ...said]);
}
