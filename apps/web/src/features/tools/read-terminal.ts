/** Some text of a terminal in one look: a Tailwind class, or "" for the plain one. */
export type TerminalSpan = { readonly text: string; readonly className: string };

const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);
/** Colours and weights, which are read; every other sequence, which is dropped. */
const sequences = new RegExp(
  `${esc}\\[([\\d;]*)m|${esc}\\[[\\d;?<=>]*[ -/]*[@-~]|${esc}\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)?|${esc}[ -/]*[0-~]?`,
  "g",
);
// All but tab and line feed; what is between these is no text.
const controls = /[^\P{Cc}\t\n]/gu;

const colours: Readonly<Record<number, string>> = {
  1: "text-danger-text",
  2: "text-success-text",
  3: "text-warning-text",
  4: "text-info-text",
  5: "text-accent-text",
  6: "text-accent-text",
};

type Look = { readonly colour: string; readonly isBold: boolean; readonly isDim: boolean };
const plain: Look = { colour: "", isBold: false, isDim: false };

/** What a terminal would show of a program's output, line by line: its simple colours, and the last state of each line. */
export function readTerminal(output: string): TerminalSpan[][] {
  const lines: TerminalSpan[][] = [[]];
  let look = plain;
  let at = 0;
  const write = (text: string) => {
    const [first = "", ...more] = text.split("\n");
    append(lines, first, look);
    for (const line of more) {
      lines.push([]);
      append(lines, line, look);
    }
  };
  const text = output.replaceAll("\r\n", "\n");
  for (const match of text.matchAll(sequences)) {
    write(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[1] !== undefined) look = nextLook(look, match[1]);
  }
  write(text.slice(at));
  // The line feed at the end of the last line begins none.
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function append(lines: TerminalSpan[][], raw: string, look: Look): void {
  const line = lines.at(-1);
  // A carriage return starts the line over: a progress bar leaves its last state.
  const restarted = raw.lastIndexOf("\r", raw.length - 2);
  if (restarted >= 0) line?.splice(0);
  const text = raw.slice(restarted + 1).replaceAll(controls, "");
  if (text !== "") line?.push({ text, className: classOf(look) });
}

function classOf({ colour, isBold, isDim }: Look): string {
  return [isDim && colour === "" ? "text-faint" : colour, isBold ? "font-semibold" : ""]
    .filter(Boolean)
    .join(" ");
}

function nextLook(look: Look, codes: string): Look {
  let next = look;
  for (const code of codes.split(";").map(Number)) {
    // What follows names a colour of any kind, which might not be readable on ours.
    if (code === 38 || code === 48) return next;
    next = code === 0 ? plain : { ...next, ...changeOf(code) };
  }
  return next;
}

/** Of the codes in https://ecma-international.org/publications-and-standards/standards/ecma-48/ those that are shown. */
function changeOf(code: number): Partial<Look> {
  if (code === 1) return { isBold: true };
  if (code === 2) return { isDim: true };
  if (code === 22) return { isBold: false, isDim: false };
  if (code === 39) return { colour: "" };
  if (code === 90) return { colour: "text-faint" };
  if (code >= 30 && code <= 37) return { colour: colours[code - 30] ?? "" };
  if (code >= 91 && code <= 97) return { colour: colours[code - 90] ?? "" };
  return {};
}
