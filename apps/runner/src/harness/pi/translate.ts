import type { HarnessEvent } from "#harness/harness.ts";
import { createJoinedText, type JoinedText } from "#harness/model-call/joined-text.ts";
import { createBlockTranslator } from "#harness/model-call/translate-blocks.ts";
import type { NativeEvent } from "#harness/pi/events.ts";

type CallPiece = Extract<NativeEvent, { kind: "call" }>;

/** A call as it was streamed. */
export type StreamedCall = { readonly callId: string; readonly name: string; readonly written: string };

/** Turns Pi's events of one model call into ours. */
export type PiTranslator = {
  translate(event: NativeEvent): readonly HarnessEvent[];
  /** Closes the block that is still open. `interrupted`: the answer was cut. */
  finish(how: "complete" | "interrupted"): readonly HarnessEvent[];
  /** The text blocks so far, joined. */
  text(): string;
  /** Whether the person has seen anything of this call. */
  hasShown(): boolean;
  /** The calls so far by their place in the answer. */
  calls(): ReadonlyMap<number, StreamedCall>;
};

type OpenCall = {
  /** Null until the provider has told its name. */
  told: { readonly callId: string; readonly name: string } | null;
  readonly shown: JoinedText;
  written: string;
};

export function createPiTranslator(
  newBlockId: () => string,
  newCallId: (id: string) => string,
): PiTranslator {
  const blocks = createBlockTranslator(newBlockId);
  const calls = new Map<number, OpenCall>();

  function addPiece({ index, id, name, delta }: CallPiece): readonly HarnessEvent[] {
    const call = calls.get(index) ?? { told: null, shown: createJoinedText(), written: "" };
    calls.set(index, call);
    const isNew = call.told === null && name !== "";
    const untold = isNew ? call.written + delta : delta;
    call.written += delta;
    if (isNew) call.told = { callId: newCallId(id), name: toToolName(name) };
    if (!call.told) return [];
    const inputDelta = call.shown.add(untold);
    if (inputDelta === "" && !isNew) return [];
    return [...blocks.finish("complete"), { type: "tool.requested", ...call.told, inputDelta }];
  }

  return {
    translate(event) {
      if (event.kind === "text") return blocks.add("text", event.delta);
      if (event.kind === "reasoning") return blocks.add("reasoning", event.delta);
      return addPiece(event);
    },
    finish: (how) => blocks.finish(how),
    text: () => blocks.text(),
    hasShown: () => blocks.hasShown(),
    calls: () => {
      const told = [...calls].map(([index, { told: call, written }]): [number, StreamedCall] => {
        return [index, { callId: call?.callId ?? newCallId(""), name: call?.name ?? unnamed, written }];
      });
      return new Map(told);
    },
  };
}

/** Providers take no other names back, so that one bad name would spoil the conversation for good. */
function toToolName(name: string): string {
  return name.replaceAll(/[^\w-]/g, "_").slice(0, 64);
}

const unnamed = "unnamed";
