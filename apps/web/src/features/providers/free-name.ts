/** The name itself, or with the first number that nobody has: `openai`, `openai-2`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (wanted === "" || !taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
