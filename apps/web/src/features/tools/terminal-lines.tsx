import { readTerminal, type TerminalSpan } from "./read-terminal.ts";

type TerminalLinesProps = {
  readonly text: string;
  /** Only so many of the last ones. */
  readonly last?: number;
};

/** A program's output as a terminal would show it. */
export function TerminalLines({ text, last }: TerminalLinesProps) {
  const lines = readTerminal(text);
  return <TerminalText lines={last === undefined ? lines : lines.slice(-last)} />;
}

export function TerminalText({ lines }: { lines: readonly (readonly TerminalSpan[])[] }) {
  return (
    <pre className="leading-4 whitespace-pre-wrap wrap-anywhere">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines only ever come at the end.
        <span key={at}>
          {line.map((span, index) =>
            span.className === "" ? (
              span.text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name.
              <span key={index} className={span.className}>
                {span.text}
              </span>
            ),
          )}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
