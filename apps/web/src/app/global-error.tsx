"use client";
import { ErrorState } from "#ui/error-state.tsx";
import "./globals.css";

type GlobalErrorProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

/** Stands in for the root layout when that one fails, so it brings its own document. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <main className="grid min-h-dvh place-items-center p-6">
          <ErrorState
            title="Slipway could not be shown"
            description="Nothing was lost: what you saved is stored. Try again; if it stays, the server's log has the details under this reference."
            reference={error.digest}
            onRetry={retry}
          />
        </main>
      </body>
    </html>
  );
}
