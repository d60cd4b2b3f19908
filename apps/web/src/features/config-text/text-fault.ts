import type { ConfigTextFormat } from "./read-config-text.ts";

/** A text that is no configuration as it stands. */
export type TextFault = {
  readonly format: ConfigTextFormat;
  readonly text: string;
  readonly line: number;
  readonly message: string;
};
