/** A call that the script wants to make. */
export type DemoCall = { readonly tool: string; readonly input: Readonly<Record<string, string>> };

/** A call that was made since the person's last message. */
export type MadeCall = {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Null: nobody knows what came of it. */
  readonly output: string | null;
  readonly isError: boolean;
};

/** One answer of the script that asks for tools: the calls of a batch, and what it says before them. */
export type DemoStep = { readonly say: string; readonly calls: readonly DemoCall[] };

export type DemoSituation = {
  /** What the person wrote last. */
  readonly message: string;
  readonly made: readonly MadeCall[];
};

/** What a scene does, in order. A step that was made or has nothing to do here is passed over. */
export type DemoScene = (situation: DemoSituation) => readonly DemoStep[];

/** The output of the first call of this tool, with this value among its inputs; null when there is none that worked. */
export function outputOf({ made }: DemoSituation, tool: string, value?: string): string | null {
  const call = made.find((one) => {
    return one.tool === tool && (value === undefined || Object.values(one.input).includes(value));
  });
  return call && !call.isError ? call.output : null;
}

export function isMade({ made }: Pick<DemoSituation, "made">, { tool, input }: DemoCall): boolean {
  return made.some((one) => {
    return one.tool === tool && Object.entries(input).every(([name, value]) => one.input[name] === value);
  });
}
