import { ApiError, networkError, readApiError } from "#lib/api-error.ts";

export type FirstAdmin = {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
};

/** Uses the set-up link up and signs this browser in. Null when it worked. */
export async function createFirstAdmin(admin: FirstAdmin): Promise<ApiError | null> {
  try {
    const response = await fetch("/api/setup", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(admin),
    });
    return response.ok ? null : await readApiError(response);
  } catch (error) {
    return error instanceof ApiError ? error : networkError(error);
  }
}
