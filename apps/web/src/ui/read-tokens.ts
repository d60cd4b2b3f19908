/** A colour token in both themes, as `#rrggbb`. */
export type Token = { readonly light: string; readonly dark: string };

/** Reads the `--name: light-dark(#…, #…)` declarations of a style sheet; tokens with other values are left out. */
export function readTokens(css: string): Map<string, Token> {
  const declarations = css.matchAll(/--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g);
  return new Map(Array.from(declarations, ([, name = "", light = "", dark = ""]) => [name, { light, dark }]));
}
