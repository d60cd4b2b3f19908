/** The revision that a path names. 0, which no revision has, for what is no number. */
export function revisionNumber(text: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : 0;
}
