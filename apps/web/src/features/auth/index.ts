export { readSetupState } from "./read-setup-state.ts";
export { requireSignedIn } from "./require-signed-in.ts";
export { safeNext } from "./safe-next.ts";
export { SessionGuard } from "./session-guard.tsx";
export { SetupPage } from "./setup-page.tsx";
export { SignInPage } from "./sign-in-page.tsx";
