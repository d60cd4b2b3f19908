"use client";
import type { Provider } from "@slipway/schemas/models/provider";
import { type SyntheticEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { KeyInput } from "./key-input.tsx";
import { useUpdateProvider } from "./use-providers.ts";

/** The key can be replaced or removed, never read. */
export function KeyEditor({ provider }: { provider: Provider }) {
  const [mode, setMode] = useState<"shown" | "typing" | "removing">("shown");
  const [apiKey, setApiKey] = useState("");
  const [hasFinished, setHasFinished] = useState(false);
  const update = useUpdateProvider();

  function finish() {
    setHasFinished(true);
    setMode("shown");
    setApiKey("");
    update.reset();
  }

  function save(event: SyntheticEvent) {
    event.preventDefault();
    update.mutate({ provider, change: { apiKey: apiKey.trim() } }, { onSuccess: finish });
  }

  if (mode === "typing") {
    return (
      <form onSubmit={save}>
        <Field label={provider.hasApiKey ? "New API key" : "API key"} error={update.error?.message}>
          <div className="flex gap-2">
            <KeyInput value={apiKey} onValueChange={setApiKey} required autoFocus />
            <Button type="submit" variant="primary" loading={update.isPending}>
              Save
            </Button>
            <Button variant="ghost" onClick={finish}>
              Cancel
            </Button>
          </div>
        </Field>
      </form>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium">API key</span>
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <KeyState provider={provider} mode={mode} />
        {mode === "removing" ? (
          <>
            <Button
              variant="danger"
              size="sm"
              loading={update.isPending}
              onClick={() => update.mutate({ provider, change: { apiKey: null } }, { onSuccess: finish })}
            >
              Remove
            </Button>
            <Button variant="ghost" size="sm" autoFocus onClick={finish}>
              Keep it
            </Button>
          </>
        ) : (
          <>
            <Button size="sm" autoFocus={hasFinished} onClick={() => setMode("typing")}>
              {provider.hasApiKey ? "Replace…" : "Set…"}
            </Button>
            {provider.hasApiKey ? (
              <Button variant="ghost" size="sm" onClick={() => setMode("removing")}>
                Remove…
              </Button>
            ) : null}
          </>
        )}
      </div>
      {update.error ? (
        <p role="alert" className="text-12 text-danger-text">
          {update.error.message}
        </p>
      ) : null}
    </div>
  );
}

function KeyState({ provider, mode }: { provider: Provider; mode: "shown" | "removing" }) {
  if (mode === "removing") return <span>Call it without a key from now on?</span>;
  if (!provider.hasApiKey) return <span className="text-muted">None: it is called without one</span>;
  return (
    <span className="text-muted">
      <span aria-hidden="true">•••••••• </span>stored
    </span>
  );
}
