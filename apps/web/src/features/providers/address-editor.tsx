"use client";
import type { Provider } from "@slipway/schemas/models/provider";
import { type SyntheticEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { useUpdateProvider } from "./use-providers.ts";
import { addedPath } from "./wire-format-words.ts";

/** The base URL, saved when asked to: a half-typed address must not be called. */
export function AddressEditor({ provider }: { provider: Provider }) {
  const [baseUrl, setBaseUrl] = useState(provider.baseUrl);
  const update = useUpdateProvider();
  const isChanged = baseUrl.trim() !== provider.baseUrl;

  function save(event: SyntheticEvent) {
    event.preventDefault();
    update.mutate({ provider, change: { baseUrl: baseUrl.trim().replace(/\/+$/, "") } });
  }
  return (
    <form onSubmit={save}>
      <Field
        label="Base URL"
        error={update.error?.message}
        help={`Up to and without ${addedPath[provider.api]}`}
      >
        <div className="flex gap-2">
          <Input
            type="url"
            value={baseUrl}
            onValueChange={setBaseUrl}
            mono
            required
            autoComplete="off"
            spellCheck={false}
          />
          {isChanged ? (
            <Button type="submit" variant="primary" loading={update.isPending}>
              Save
            </Button>
          ) : null}
        </div>
      </Field>
    </form>
  );
}
