"use client";
import type { CreatedApiKey } from "@slipway/schemas/public-api/key";
import { Check, Copy } from "lucide-react";
import { useApps } from "#features/apps/index.ts";
import { Button } from "#ui/button.tsx";
import { CodeBlock } from "#ui/code-block.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Input } from "#ui/input.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { useCopy } from "#ui/use-copy.ts";
import { tryItCommand } from "./try-it-command.ts";

type CreatedKeyProps = {
  readonly created: CreatedApiKey;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

/** The only time that a key can be read. */
export function CreatedKey({ created, open, onOpenChange }: CreatedKeyProps) {
  const apps = useApps({ archived: false });
  const { state, copy } = useCopy();
  const { value, role } = created;
  const command = tryItCommand({
    origin: window.location.origin,
    key: value,
    role,
    // A first call should answer at once: an agent may wait for somebody to allow what it does.
    appSlug: (apps.data?.find(({ type }) => type !== "agent") ?? apps.data?.[0])?.slug,
  });
  return (
    <Dialog
      title={`${created.name}: copy the key now`}
      description="It is stored as a hash, so it can't be shown again. Lost? Revoke it and create another."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <DialogClose>
          <Button>Done</Button>
        </DialogClose>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex gap-2">
          <Input
            aria-label="API key"
            value={value}
            readOnly
            mono
            onFocus={(event) => event.currentTarget.select()}
            className="min-w-0 flex-1"
          />
          <Button variant="primary" onClick={() => void copy(value)}>
            {state === "copied" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            {state === "copied" ? "Copied" : "Copy"}
          </Button>
        </div>
        {state === "failed" ? (
          <p role="alert" className="text-danger-text">
            The browser refused to copy: select the key and copy it by hand.
          </p>
        ) : null}
        {/* Which app it talks to is not known before: a command that changes under somebody's hand is copied wrong. */}
        {apps.isPending ? <Skeleton className="h-36" /> : <CodeBlock label="Try it" code={command} />}
      </div>
    </Dialog>
  );
}
