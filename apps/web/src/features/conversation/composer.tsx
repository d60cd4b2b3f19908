"use client";
import { maxMessageCharacters } from "@slipway/schemas/text";
import { ArrowUp, CornerUpRight, ListPlus, Square } from "lucide-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { Button } from "#ui/button.tsx";
import { formatCount } from "#ui/format-count.ts";
import { Kbd } from "#ui/kbd.tsx";
import { Textarea } from "#ui/textarea.tsx";

type ComposerProps = {
  readonly text: string;
  readonly onTextChange: (text: string) => void;
  readonly onSend: () => void;
  /** Says it into the run that works; left out while none can be told anything. */
  readonly onSteer: (() => void) | undefined;
  /** A run works: what is sent waits for it, and it can be stopped. */
  readonly working: boolean;
  readonly stopping: boolean;
  readonly onStop: () => void;
  /** Why nothing can be sent now. */
  readonly blocked?: string | undefined;
  /** What to know about sending, where nothing stands in its way. */
  readonly note?: string | undefined;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly placeholder?: string;
  /** What else can be done with the words. */
  readonly aside?: ReactNode;
};

export function Composer(props: ComposerProps) {
  const { text, onTextChange, onSend, onSteer, working, stopping, onStop, blocked, inputRef } = props;
  const { placeholder = "Message…", aside, note } = props;
  const excess = text.length - maxMessageCharacters;
  const canSend = text.trim() !== "" && excess <= 0 && !blocked;

  function onKeyDown(event: KeyboardEvent) {
    // While letters are being composed (Chinese, Japanese …) Enter belongs to the input method.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!canSend) return;
    if (onSteer && (event.ctrlKey || event.metaKey)) onSteer();
    else onSend();
  }
  return (
    <div className="rounded-md border border-control-line bg-surface has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-1 has-[textarea:focus-visible]:outline-focus">
      <Textarea
        bare
        minLines={1}
        maxLines={8}
        value={text}
        onValueChange={onTextChange}
        onKeyDown={onKeyDown}
        ref={inputRef}
        aria-label="Message"
        placeholder={working ? "Queue a message…" : placeholder}
        className="px-3 pt-2.5"
      />
      <div className="flex h-10 items-center justify-end gap-2 px-1.5 pb-1.5 pointer-coarse:h-13">
        <p role="status" className="mr-auto min-w-0 truncate pl-1.5 text-12 text-muted">
          {excess > 0 ? (
            <span className="text-danger-text">{formatCount(excess)} characters too long</span>
          ) : (
            (blocked ?? note ?? (onSteer ? <SteerHint /> : null))
          )}
        </p>
        {aside}
        {working ? (
          <>
            {text.trim() === "" ? null : (
              <>
                {onSteer ? (
                  <Button size="sm" disabled={!canSend} onClick={onSteer}>
                    <CornerUpRight aria-hidden="true" />
                    Steer
                  </Button>
                ) : null}
                <Button size="sm" disabled={!canSend} onClick={onSend}>
                  <ListPlus aria-hidden="true" />
                  Queue
                </Button>
              </>
            )}
            <Button size="sm" loading={stopping} onClick={onStop} title="Esc Esc">
              <Square aria-hidden="true" className="fill-current" />
              Stop
            </Button>
          </>
        ) : (
          <Button size="sm" variant="primary" disabled={!canSend} onClick={onSend}>
            <ArrowUp aria-hidden="true" />
            Send
          </Button>
        )}
      </div>
    </div>
  );
}

function SteerHint() {
  return (
    <span className="max-sm:hidden">
      <Kbd keys="enter" /> queues it, <Kbd keys="mod+enter" /> says it into this run
    </span>
  );
}
