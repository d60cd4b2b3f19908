"use client";
import { diffLines, readEdits } from "./diff-lines.ts";
import { DiffText } from "./diff-text.tsx";
import { OutputBlock } from "./output-block.tsx";
import { readTerminal } from "./read-terminal.ts";
import { TerminalText } from "./terminal-lines.tsx";
import { type ToolInput, text } from "./tool-words.ts";

type ToolInputViewProps = {
  readonly name: string;
  readonly input: ToolInput;
  /** False: the model is still writing it. */
  readonly isWhole: boolean;
};

/** What a tool is called with: a command as it stands, changes to a file as a diff, anything else as JSON. */
export function ToolInputView({ name, input, isWhole }: ToolInputViewProps) {
  const growing = !isWhole;
  if (name === "bash") {
    const command = text(input.command);
    const { command: _, ...rest } = input;
    return (
      <OutputBlock
        label="Command"
        copy={command}
        note={noteOf(rest)}
        lines={readTerminal(command)}
        show={(lines) => <TerminalText lines={lines} />}
        growing={growing}
      />
    );
  }
  if (name === "write" || name === "edit") {
    const lines = diffLines(readEdits(name, input));
    const added = lines.filter(({ kind }) => kind === "added").length;
    const removed = lines.filter(({ kind }) => kind === "removed").length;
    return (
      <OutputBlock
        label="Change"
        copy={name === "write" ? text(input.content) : JSON.stringify(input, null, 2)}
        note={`${text(input.path)} +${added} −${removed}`}
        lines={lines}
        show={(shown) => <DiffText lines={shown} />}
        growing={growing}
      />
    );
  }
  const json = JSON.stringify(input, null, 2);
  return (
    <OutputBlock
      label="Input"
      copy={json}
      lines={readTerminal(json)}
      show={(lines) => <TerminalText lines={lines} />}
      growing={growing}
    />
  );
}

function noteOf(rest: ToolInput): string | undefined {
  const parts = Object.entries(rest).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return parts.length > 0 ? parts.join(", ") : undefined;
}
