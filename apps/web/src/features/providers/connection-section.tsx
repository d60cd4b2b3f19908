"use client";
import type { Provider } from "@slipway/schemas/models/provider";
import { Button } from "#ui/button.tsx";
import { Section } from "#ui/section.tsx";
import { AddressEditor } from "./address-editor.tsx";
import { KeyEditor } from "./key-editor.tsx";
import { TestResult } from "./test-result.tsx";
import { useProviderTest } from "./use-providers.ts";
import { wireFormatName } from "./wire-format-words.ts";

/** How the endpoint is reached, and whether it answers. */
export function ConnectionSection({ provider }: { provider: Provider }) {
  const test = useProviderTest(provider.id, { enabled: false });
  return (
    <Section
      title="Connection"
      description={`Speaks ${wireFormatName[provider.api]}.`}
      action={
        <Button loading={test.isFetching} onClick={() => void test.refetch()}>
          Test
        </Button>
      }
    >
      <div className="grid gap-5 md:grid-cols-2">
        <AddressEditor key={provider.baseUrl} provider={provider} />
        <KeyEditor provider={provider} />
      </div>
      {test.data ? <TestResult test={test.data} /> : null}
      {test.isError ? (
        <p role="alert" className="text-danger-text">
          {test.error.message}
        </p>
      ) : null}
    </Section>
  );
}
