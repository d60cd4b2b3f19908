/** Ends this browser's session. `refused`: the server did not confirm it, so the person is still signed in. */
export async function signOut(): Promise<"signed-out" | "refused"> {
  try {
    const response = await fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    return response.ok ? "signed-out" : "refused";
  } catch {
    return "refused";
  }
}
