import { cookies } from "next/headers";
import { parseTheme, type Theme, themeCookie } from "#ui/theme.ts";
import { characterKeysCookie, railCookie } from "./preference-cookies.ts";

export type FramePreferences = {
  readonly theme: Theme;
  readonly railFolded: boolean;
  /** Whether shortcuts of a single character work (WCAG 2.1.4 asks for a way to turn them off). */
  readonly characterKeys: boolean;
};

/** What this browser remembers about the frame; for server components. */
export async function readFramePreferences(): Promise<FramePreferences> {
  const jar = await cookies();
  return {
    theme: parseTheme(jar.get(themeCookie)?.value),
    railFolded: jar.get(railCookie)?.value === "folded",
    characterKeys: jar.get(characterKeysCookie)?.value !== "off",
  };
}
