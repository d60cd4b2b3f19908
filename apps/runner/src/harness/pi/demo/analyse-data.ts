import { type DemoScene, outputOf } from "#harness/pi/demo/demo-step.ts";
import { drawBars } from "#harness/pi/demo/draw-bars.ts";

/** CSV in, chart out: takes the first CSV file of the workspace, or makes one up. */
export const analyseData: DemoScene = (situation) => {
  const listed = outputOf(situation, "ls");
  const found = /[^\s"'|]+\.csv\b/i.exec(listed ?? "")?.[0];
  const path = found ?? sample.path;
  const data = outputOf(situation, "read", path);
  return [
    { say: "I look for a CSV file.", calls: [{ tool: "ls", input: { path: "." } }] },
    ...(found === undefined
      ? [{ say: "There is none, so I make some figures up.", calls: [{ tool: "write", input: sample }] }]
      : []),
    { say: `I read ${path}.`, calls: [{ tool: "read", input: { path } }] },
    {
      say: "Now I draw it.",
      calls: [
        { tool: "write", input: { path: "chart.svg", content: drawBars(readRows(data ?? sample.content)) } },
      ],
    },
  ];
};

/** Not called .csv: the template forbids to write those. */
const sample = {
  path: "made-up-sales.txt",
  content: "month,sales\nJanuary,120\nFebruary,90\nMarch,160\nApril,210\nMay,180\nJune,240\n",
};

const mostRows = 24;

/** The first column as the label, the first number of the row as its value. Lines without a number are headings. */
function readRows(csv: string): readonly { readonly label: string; readonly value: number }[] {
  const rows = csv.split("\n").flatMap((line) => {
    const [label = "", ...cells] = line.replace(/^\s*\d+\s*[\t|→]\s*/, "").split(/[,;\t]/);
    const value = cells
      .map((cell) => Number.parseFloat(cell.trim()))
      .find((number) => Number.isFinite(number));
    return value === undefined ? [] : [{ label: label.trim().slice(0, 20), value: Math.max(0, value) }];
  });
  return rows.slice(0, mostRows);
}
