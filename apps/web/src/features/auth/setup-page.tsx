import { assertNever } from "@slipway/schemas/assert-never";
import { ButtonLink } from "#ui/button-link.tsx";
import { AuthPage } from "./auth-page.tsx";
import type { SetupState } from "./read-setup-state.ts";
import { SetupForm } from "./setup-form.tsx";

/** The first page of an installation, and what a set-up link that is no good says. */
export function SetupPage({ state }: { state: SetupState }) {
  switch (state.kind) {
    case "open":
      return (
        <AuthPage title="Set up Slipway" description="Create the first admin. This link works once.">
          <SetupForm token={state.token} />
        </AuthPage>
      );
    case "done":
      return (
        <AuthPage
          title="Slipway is set up already"
          description="This link has done its work: there is an admin. Sign in, or ask them for access."
        >
          <ButtonLink href="/sign-in" variant="primary" size="lg" className="w-full">
            Sign in
          </ButtonLink>
        </AuthPage>
      );
    case "no-token":
      return (
        <AuthPage
          title="Open the set-up link"
          description="There is no admin yet. Slipway prints a link when it starts: open it to create the first one."
        >
          <NewLink />
        </AuthPage>
      );
    case "invalid":
      return (
        <AuthPage
          title="This link no longer works"
          description="A set-up link works once, for 24 hours, and only the newest one. Nothing was changed."
        >
          <NewLink />
        </AuthPage>
      );
    default:
      return assertNever(state);
  }
}

function NewLink() {
  return (
    <ol className="flex list-decimal flex-col gap-1 rounded-md bg-sunken py-3 pr-3 pl-8 text-muted marker:text-faint">
      <li>Stop Slipway with Ctrl-C where it runs.</li>
      <li>
        Start it again with <code className="text-12 text-text">npm start</code>.
      </li>
      <li>Open the new link that it prints.</li>
    </ol>
  );
}
