import { expect, it } from "vitest";
import { globToRegExp } from "#tools/files/inside/search/glob.ts";

it.each([
  ["*.ts", ["a.ts", "src/deep/b.ts", ".ts"], ["a.tsx", "a.ts/b", "a_ts"]],
  ["src/*.ts", ["src/a.ts"], ["src/deep/a.ts", "x/src/a.ts", "a.ts"]],
  ["src/**/*.ts", ["src/a.ts", "src/x/y/a.ts"], ["a.ts", "srcs/a.ts"]],
  ["**/test/*", ["test/a", "x/y/test/b"], ["test", "x/test/a/b"]],
  ["src/**", ["src/a", "src/a/b"], ["src", "a/src/b"]],
  ["./src/a?.txt", ["src/ab.txt"], ["src/a/.txt", "src/a.txt"]],
  ["*.{js,ts{,x}}", ["a.js", "b.ts", "c.tsx"], ["d.jsx", "e.{js"]],
  ["[ab]*[!0-9]", ["axe", "b-"], ["cxe", "a1", "a/"]],
  ["a{b", ["a{b"], ["ab"]],
  ["a+(b).c", ["a+(b).c"], ["aab.c"]],
  ["\\*", ["*"], ["a"]],
])("the glob %s fits %j, not %j", (glob, fitting, others) => {
  const expression = globToRegExp(glob);
  expect(fitting.filter((path) => !expression.test(path))).toEqual([]);
  expect(others.filter((path) => expression.test(path))).toEqual([]);
});
