/** Who signs in where a browser is measured. */
export const admin = { email: "bench@example.com", password: "a long enough password" } as const;
