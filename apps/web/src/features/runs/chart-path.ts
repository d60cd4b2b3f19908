/** The `d` of a line through these heights, a step wide each; where there is none, the line has a gap. */
export function linePath(heights: readonly (number | null)[]): string {
  return join(heights, (at) => !isAlone(heights, at));
}

/** The `d` of those with nothing on either side, of which no line can be drawn: no length, to be drawn with round ends. */
export function pointsPath(heights: readonly (number | null)[]): string {
  return join(heights, (at) => isAlone(heights, at));
}

function join(heights: readonly (number | null)[], isMeant: (at: number) => boolean): string {
  const parts = heights.map((height, at) => {
    if (height === null || !isMeant(at)) return "";
    const point = `${at + 0.5} ${Math.round(height * 100) / 100}`;
    if (isAlone(heights, at)) return `M${point}h0`;
    return isThere(heights, at - 1) ? `L${point}` : `M${point}`;
  });
  return parts.join("");
}

function isAlone(heights: readonly (number | null)[], at: number): boolean {
  return !isThere(heights, at - 1) && !isThere(heights, at + 1);
}

function isThere(heights: readonly (number | null)[], at: number): boolean {
  return (heights[at] ?? null) !== null;
}
