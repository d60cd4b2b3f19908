type Bar = { readonly label: string; readonly value: number };

const rowHeight = 28;
const longest = 360;

/** A bar chart as SVG, one row each. */
export function drawBars(bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const rows = bars.map(({ label, value }, index) => {
    const y = 16 + index * rowHeight;
    const width = Math.round((value / most) * longest);
    return [
      `  <text x="112" y="${y + 14}" text-anchor="end">${escapeXml(label)}</text>`,
      `  <rect x="120" y="${y}" width="${width}" height="20" rx="3" fill="#4f6bed"/>`,
      `  <text x="${128 + width}" y="${y + 14}">${value}</text>`,
    ].join("\n");
  });
  const height = 32 + bars.length * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 ${height}" font-family="sans-serif" font-size="13">\n${rows.join("\n")}\n</svg>\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
