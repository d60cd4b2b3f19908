import { type ApiError, networkError, readApiError } from "#lib/api-error.ts";

export type SignInOutcome =
  | { readonly kind: "signed-in" }
  | { readonly kind: "wrong" }
  /** Too many attempts: none is looked at until then. */
  | { readonly kind: "wait"; readonly untilMs: number }
  | { readonly kind: "failed"; readonly message: string };

/** How long to wait when the server did not say: its window. */
const defaultWaitSeconds = 60;

/** Signs this browser in: the server answers with a cookie that scripts cannot read. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  const refusal = await post({ email, password });
  if (refusal === null) return { kind: "signed-in" };
  switch (refusal.code) {
    case "unauthenticated":
    case "invalid_request":
      return { kind: "wrong" };
    case "rate_limited":
      return { kind: "wait", untilMs: Date.now() + (refusal.retryAfterSeconds ?? defaultWaitSeconds) * 1000 };
    default:
      return { kind: "failed", message: refusal.message };
  }
}

async function post(body: { email: string; password: string }): Promise<ApiError | null> {
  try {
    const response = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.ok ? null : await readApiError(response);
  } catch (error) {
    return networkError(error);
  }
}
