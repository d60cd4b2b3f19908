import type { Route } from "next";
import { AuthPage } from "./auth-page.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInPage({ next }: { next: Route }) {
  return (
    <AuthPage title="Sign in">
      <SignInForm next={next} />
    </AuthPage>
  );
}
