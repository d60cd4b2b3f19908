/** The `d` of a line through these heights, a step wide each; where there is none, the line has a gap. */
export function linePath(heights: readonly (number | null)[]): string {
  let isDrawing = false;
  const parts = heights.map((height, index) => {
    if (height === null) {
      isDrawing = false;
      return "";
    }
    const point = `${index + 0.5} ${Math.round(height * 100) / 100}`;
    const isAlone = !isDrawing && (heights[index + 1] ?? null) === null;
    const part = isDrawing ? `L${point}` : `M${point}`;
    isDrawing = true;
    // With nothing on either side it is a point, which a line of no length with round ends draws.
    return isAlone ? `${part}h0` : part;
  });
  return parts.join("");
}
