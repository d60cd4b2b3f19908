"use client";
import type { ToolPart } from "@slipway/schemas/messages/message";
import { OutputBlock } from "./output-block.tsx";
import { pictureOf } from "./picture-of.ts";
import { readTerminal } from "./read-terminal.ts";
import { readToolOutput } from "./read-tool-output.ts";
import { TerminalText } from "./terminal-lines.tsx";
import { ToolInputView } from "./tool-input-view.tsx";
import type { ToolState } from "./tool-state.ts";
import { inputOf } from "./tool-words.ts";
import { WorkspacePicture } from "./workspace-picture.tsx";

type ToolDetailProps = {
  readonly part: ToolPart;
  readonly state: ToolState;
  readonly sessionId?: string | undefined;
};

/** What went into a call and what came out of it. */
export function ToolDetail({ part, state, sessionId }: ToolDetailProps) {
  const { text, images } = readToolOutput(part.output);
  const picture = state === "ok" ? pictureOf(part) : null;
  return (
    <div className="flex flex-col gap-2">
      <ToolInputView name={part.name} input={inputOf(part)} isWhole={state !== "writing"} />
      {text === "" && images.length === 0 ? <Nothing state={state} /> : null}
      {text === "" ? null : (
        <OutputBlock
          label={state === "denied" ? "Why" : "Output"}
          copy={text}
          lines={readTerminal(text)}
          show={(lines) => <TerminalText lines={lines} />}
          growing={state === "running"}
        />
      )}
      {picture && sessionId ? <WorkspacePicture key={picture} sessionId={sessionId} path={picture} /> : null}
      {images.map(({ mediaType, base64 }, at) => (
        // biome-ignore lint/performance/noImgElement: the picture is in the page already, there is nothing to load.
        <img
          // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no other name.
          key={at}
          src={`data:${mediaType};base64,${base64}`}
          alt={`What ${part.name} answered`}
          className="max-h-80 max-w-full self-start rounded-md border border-line"
        />
      ))}
    </div>
  );
}

function Nothing({ state }: { state: ToolState }) {
  const words: Partial<Record<ToolState, string>> = {
    running: "No output yet.",
    ok: "It answered nothing.",
    error: "It failed without a word.",
    interrupted: "It was cut before it answered: what it did is not known.",
    timeout: "Its time was over before it answered.",
    dropped: "The run ended before this call could start.",
  };
  return words[state] ? <p className="text-12 text-muted">{words[state]}</p> : null;
}
