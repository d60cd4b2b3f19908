/** Whether a statement failed because such a row is there already (SQLSTATE unique_violation). */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
