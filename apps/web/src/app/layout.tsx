import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProviders } from "#ui/app-providers.tsx";
import { parseTheme, themeCookie } from "#ui/theme.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Slipway", template: "%s · Slipway" },
  description: "Build, try, run and inspect AI agents.",
  robots: { index: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  width: "device-width",
  initialScale: 1,
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const isMac = /Mac|iPhone|iPad/.test((await headers()).get("user-agent") ?? "");
  return (
    <html lang="en" data-theme={theme} data-keyboard={isMac ? "mac" : "other"}>
      <body>
        <AppProviders>
          <div className="isolate">{children}</div>
        </AppProviders>
      </body>
    </html>
  );
}
