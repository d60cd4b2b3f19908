"use client";
import { ErrorState } from "#ui/error-state.tsx";

type PageErrorProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

export default function PageError({ error, retry }: PageErrorProps) {
  return (
    <main className="grid min-h-[60dvh] place-items-center p-6">
      <ErrorState
        title="This page could not be shown"
        description="Nothing was lost: what you saved is stored. Try again; if it stays, the server's log has the details under this reference."
        reference={error.digest}
        onRetry={retry}
      />
    </main>
  );
}
