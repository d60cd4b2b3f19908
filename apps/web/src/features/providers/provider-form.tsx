"use client";
import type { CreateProvider, ProviderTest } from "@slipway/schemas/models/provider";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { ApiError } from "#lib/api-error.ts";
import { Button } from "#ui/button.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { addTestedProvider, addUntestedProvider } from "./add-provider.ts";
import { KeyInput } from "./key-input.tsx";
import type { ProviderPreset } from "./provider-presets.ts";
import { TestResult } from "./test-result.tsx";
import { useRememberProvider } from "./use-providers.ts";
import { addedPath, addressExample } from "./wire-format-words.ts";

type ProviderFormProps = { readonly preset: ProviderPreset; readonly initialName: string };

type Work = "idle" | "testing" | "adding";

/** Three fields. The provider is kept only once its endpoint has answered, unless that is not wanted. */
export function ProviderForm({ preset, initialName }: ProviderFormProps) {
  const router = useRouter();
  const remember = useRememberProvider();
  const [name, setName] = useState(initialName);
  const [baseUrl, setBaseUrl] = useState(preset.baseUrl);
  const [apiKey, setApiKey] = useState("");
  const [work, setWork] = useState<Work>("idle");
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [failedTest, setFailedTest] = useState<ProviderTest | null>(null);

  async function add(kind: "tested" | "untested") {
    if (work !== "idle") return;
    setWork(kind === "tested" ? "testing" : "adding");
    setRefusal(null);
    setFailedTest(null);
    const body: CreateProvider = {
      name: name.trim(),
      api: preset.api,
      baseUrl: baseUrl.trim().replace(/\/+$/, ""),
      ...(apiKey.trim() === "" ? {} : { apiKey: apiKey.trim() }),
    };
    try {
      const outcome = await (kind === "tested" ? addTestedProvider(body) : addUntestedProvider(body));
      if (outcome.kind === "failed") {
        setFailedTest(outcome.test);
      } else {
        await remember(outcome.provider, outcome.test);
        router.push(`/providers/${outcome.provider.id}?choose=1`);
        return;
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    }
    setWork("idle");
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void add("tested");
  }
  const faultOf = (path: string) => refusal?.fieldErrors.find((fault) => fault.path === path)?.message;
  const nameFault = faultOf("name") ?? (refusal?.code === "conflict" ? refusal.message : undefined);
  const isShownAtField = nameFault ?? faultOf("baseUrl") ?? faultOf("apiKey");
  return (
    <form onSubmit={submit} className="flex max-w-120 flex-col gap-5">
      <Field
        label="Name"
        error={nameFault}
        help={
          <>
            Models are named with it: <span className="font-mono">{name || "name"}/model-id</span>
          </>
        }
      >
        <Input
          value={name}
          onValueChange={setName}
          mono
          required
          maxLength={40}
          autoFocus={initialName === ""}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Field label="Base URL" error={faultOf("baseUrl")} help={`Up to and without ${addedPath[preset.api]}`}>
        <Input
          type="url"
          value={baseUrl}
          onValueChange={setBaseUrl}
          mono
          required
          placeholder={addressExample[preset.api]}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field
        label="API key"
        optional={preset.key !== "needed"}
        error={faultOf("apiKey")}
        help="Stored encrypted. Nobody can read it here again."
        aside={
          preset.keyPage ? (
            <a
              href={preset.keyPage}
              target="_blank"
              rel="noreferrer"
              className="text-accent-text underline underline-offset-2"
            >
              Get a key<span className="sr-only"> from {preset.label}, in a new tab</span>
            </a>
          ) : null
        }
      >
        <KeyInput
          value={apiKey}
          onValueChange={setApiKey}
          required={preset.key === "needed"}
          {...(preset.keyHint === undefined ? {} : { placeholder: preset.keyHint })}
          autoFocus={initialName !== "" && preset.key === "needed"}
        />
      </Field>
      {refusal && !isShownAtField ? (
        <p role="alert" className="text-danger-text">
          {refusal.message}
        </p>
      ) : null}
      {failedTest ? (
        <div className="flex flex-col gap-2">
          <TestResult test={failedTest} />
          <p className="text-muted">Nothing was stored. Correct it and try again, or add it as it is.</p>
        </div>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={work === "testing"} disabled={work === "adding"}>
          {failedTest ? "Try again" : "Add and test"}
        </Button>
        {failedTest ? (
          <Button
            loading={work === "adding"}
            disabled={work === "testing"}
            onClick={() => void add("untested")}
          >
            Add without a test
          </Button>
        ) : null}
        <ButtonLink href="/providers/new" variant="ghost">
          Back
        </ButtonLink>
      </div>
    </form>
  );
}
