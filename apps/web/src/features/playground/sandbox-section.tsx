"use client";
import { AgentConfig } from "@slipway/schemas/apps/agent-config";
import { useState } from "react";
import { Field } from "#ui/field.tsx";
import { Select } from "#ui/select.tsx";
import { Textarea } from "#ui/textarea.tsx";
import type { ConfigErrors, DraftConfig } from "./draft-config.ts";

type SandboxSectionProps = {
  readonly config: DraftConfig;
  readonly errors: ConfigErrors;
  readonly onChange: (change: Partial<DraftConfig>) => void;
};

const { network, allowedHosts } = AgentConfig.shape.sandbox.unwrap().shape;

const networks = [
  { value: "none", label: "No network", description: "Commands reach nothing outside." },
  {
    value: "allowlist",
    label: "Listed hosts only",
    description: "Commands reach these hosts, and no others.",
  },
] as const;

/** What the sandbox lets out. */
export function SandboxSection({ config, errors, onChange }: SandboxSectionProps) {
  const sandbox = config.sandbox ?? { network: "none" as const };
  return (
    <div className="flex flex-col gap-4">
      <Field
        label={network.meta()?.title ?? "Network"}
        help={network.meta()?.description}
        error={errors.get("sandbox.network")}
      >
        <Select
          value={sandbox.network}
          onValueChange={(value) => onChange({ sandbox: { ...sandbox, network: value } })}
          options={networks}
        />
      </Field>
      {sandbox.network === "allowlist" ? (
        <Field
          label={allowedHosts.meta()?.title ?? "Allowed hosts"}
          help={`${allowedHosts.meta()?.description ?? ""} One on each line.`}
          error={errorUnder(errors, "sandbox.allowedHosts")}
        >
          <HostLines
            hosts={sandbox.allowedHosts ?? []}
            onChange={(hosts) => onChange({ sandbox: { ...sandbox, allowedHosts: hosts } })}
          />
        </Field>
      ) : null}
    </div>
  );
}

/** Keeps what is typed as it is typed; empty lines are no hosts. */
function HostLines({ hosts, onChange }: { hosts: readonly string[]; onChange: (hosts: string[]) => void }) {
  const [text, setText] = useState(() => hosts.join("\n"));
  return (
    <Textarea
      mono
      value={text}
      minLines={3}
      maxLines={12}
      spellCheck={false}
      placeholder={"api.example.com\ngithub.com"}
      onValueChange={(next) => {
        setText(next);
        onChange(
          next
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== ""),
        );
      }}
    />
  );
}

function errorUnder(errors: ConfigErrors, path: string): string | undefined {
  for (const [at, message] of errors) if (at === path || at.startsWith(`${path}.`)) return message;
  return undefined;
}
