/** One simple command of a compound one, as the shell would split it into words, with quotes and backslashes taken away. */
export type CommandPart = {
  readonly words: readonly string[];
  /** It reads from or writes to a file that is not named as an argument. */
  readonly redirects: boolean;
};

export type ReadCommand =
  | { readonly kind: "read"; readonly parts: readonly CommandPart[] }
  /** What it would run cannot be told from its text. */
  | { readonly kind: "unreadable"; readonly why: string };

/**
 * Splits a shell command into the simple commands that it runs, or says why that cannot be told for certain. It knows
 * less than a shell does, on purpose: whatever it does not know is unreadable, never misread.
 */
export function readCommand(command: string): ReadCommand {
  const reader = new CommandReader(command);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof Unreadable) return { kind: "unreadable", why: error.message };
    throw error;
  }
}

class Unreadable extends Error {}

/** Words that begin a compound command, where a command's name is expected. */
const reserved = new Set(
  "if then else elif fi for while until do done case esac select function in coproc { } [[ ]] !".split(" "),
);

/** Redirections that touch no file. */
const harmlessRedirection =
  /^(?:[0-9]?>&[0-9]|(?:[0-9]|&)?>>?\s*\/dev\/null|[0-9]?<\s*\/dev\/null)(?=[\s;&|]|$)/;

class CommandReader {
  readonly #text: string;
  #at = 0;
  #word = "";
  #hasWord = false;
  #isFirstWordPlain = true;
  #words: string[] = [];
  #redirects = false;
  /** The word that is being read names a file to redirect to or from. */
  #isTarget = false;
  readonly #parts: CommandPart[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): ReadCommand {
    if (hasControlCharacter(this.#text)) throw new Unreadable("it contains control characters");
    while (this.#at < this.#text.length) this.#step();
    this.#endPart();
    if (this.#parts.length === 0) throw new Unreadable("it is empty");
    return { kind: "read", parts: this.#parts };
  }

  #step(): void {
    const sign = this.#text[this.#at] ?? "";
    if (this.#skipRedirection()) return;
    switch (sign) {
      case " ":
      case "\t":
        this.#endWord();
        break;
      case "\n":
      case ";":
      case "|":
      case "&":
        this.#endPart();
        break;
      case "'":
      case '"':
        this.#quote(sign);
        return;
      case "\\":
        this.#escape();
        return;
      case "#":
        if (!this.#hasWord) {
          this.#comment();
          return;
        }
        this.#add(sign);
        break;
      case "`":
        throw new Unreadable("it contains a command substitution");
      case "(":
      case ")":
        throw new Unreadable("it contains a subshell, a function or an array");
      case "<":
      case ">":
        this.#redirect();
        return;
      case "$":
        this.#expansion();
        break;
      case "*":
      case "?":
      case "[":
      case "{":
      case "~":
        if (this.#words.length === 0) this.#isFirstWordPlain = false;
        this.#add(sign);
        break;
      default:
        this.#add(sign);
    }
    this.#at += 1;
  }

  #add(text: string): void {
    this.#word += text;
    this.#hasWord = true;
  }

  /** `2>&1` and what goes to or comes from /dev/null change nothing about what is run. */
  #skipRedirection(): boolean {
    if (this.#hasWord) return false;
    const found = harmlessRedirection.exec(this.#text.slice(this.#at, this.#at + 40));
    if (!found) return false;
    this.#at += found[0].length;
    return true;
  }

  /** `>out rm x` runs rm: neither the operator nor the file that it names is one of the command's words. */
  #redirect(): void {
    if (/^\d*$/.test(this.#word)) this.#dropWord();
    else this.#endWord();
    const operator = /^[<>&|]+/.exec(this.#text.slice(this.#at, this.#at + 8))?.[0] ?? "";
    if (operator.includes("<<")) throw new Unreadable("it contains a here-document");
    this.#redirects = true;
    this.#isTarget = true;
    this.#at += operator.length;
  }

  #quote(sign: string): void {
    this.#hasWord = true;
    this.#at += 1;
    for (let inner = this.#text[this.#at]; inner !== sign; inner = this.#text[this.#at]) {
      if (inner === undefined) throw new Unreadable("a quote is not closed");
      if (sign === '"' && inner === "\\") {
        this.#escapeInQuotes();
        continue;
      }
      if (sign === '"' && inner === "`") throw new Unreadable("it contains a command substitution");
      if (sign === '"' && inner === "$") this.#expansion();
      else this.#word += inner;
      this.#at += 1;
    }
    this.#at += 1;
  }

  /** Inside double quotes a backslash means something only before these. */
  #escapeInQuotes(): void {
    const next = this.#text[this.#at + 1];
    if (next === undefined) throw new Unreadable("a quote is not closed");
    if ('"\\$`'.includes(next)) this.#word += next;
    else if (next !== "\n") this.#word += `\\${next}`;
    this.#at += 2;
  }

  #escape(): void {
    const next = this.#text[this.#at + 1];
    if (next === undefined) throw new Unreadable("it ends with a backslash");
    if (next !== "\n") this.#add(next);
    this.#at += 2;
  }

  #comment(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  /** A plain variable can only be an argument; everything else after a dollar can run commands or change what is run. */
  #expansion(): void {
    const rest = this.#text.slice(this.#at + 1, this.#at + 3);
    if (/^[({]/.test(rest)) throw new Unreadable("it contains a substitution");
    if (/^['"]/.test(rest)) throw new Unreadable("it contains a translated string");
    if (this.#words.length === 0 && /^[A-Za-z_0-9@*#?!$-]/.test(rest)) this.#isFirstWordPlain = false;
    this.#add("$");
  }

  #endWord(): void {
    if (!this.#hasWord) return;
    if (!this.#isTarget) {
      if (this.#words.length === 0) this.#checkFirstWord();
      this.#words.push(this.#word);
    }
    this.#dropWord();
  }

  #dropWord(): void {
    this.#word = "";
    this.#hasWord = false;
    this.#isTarget = false;
  }

  #checkFirstWord(): void {
    if (!this.#isFirstWordPlain) throw new Unreadable("the name of a command is computed");
    if (reserved.has(this.#word)) throw new Unreadable(`it contains the compound command ${this.#word}`);
  }

  #endPart(): void {
    this.#endWord();
    if (this.#words.length > 0 || this.#redirects)
      this.#parts.push({ words: this.#words, redirects: this.#redirects });
    this.#words = [];
    this.#redirects = false;
    this.#isFirstWordPlain = true;
    this.#isTarget = false;
  }
}

/** Everything below the space but tab and newline. */
function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10) || code === 127) return true;
  }
  return false;
}
