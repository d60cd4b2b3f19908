import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Markdown } from "./markdown.tsx";

const render = (text: string, open = false) => renderToStaticMarkup(<Markdown text={text} open={open} />);

it("shows HTML as text and runs none of it", () => {
  const html = render('Look: <img src=x onerror="alert(1)"> <b>bold</b>\n\n<script>alert(1)</script>');
  expect(html).not.toMatch(/<(img|script|b)[ >]/);
  expect(html).toContain("&lt;b&gt;bold");
});

it("loads no image by itself, but offers it as a link", () => {
  const html = render("![a chart](https://elsewhere.example/p.png?secret=1)");
  expect(html).not.toContain("<img");
  expect(html).toContain('href="https://elsewhere.example/p.png?secret=1"');
  expect(html).toContain("a chart");
});

it.each(["[x](javascript:alert(1))", "[x](data:text/html,hi)", "[x](/api/v1/runs)"])(
  "makes no link of %s",
  (text) => {
    expect(render(text)).not.toContain("<a ");
  },
);

it("opens links in a tab of their own that knows nothing of this one", () => {
  expect(render("[x](https://example.org/)")).toContain(
    '<a href="https://example.org/" target="_blank" rel="noopener noreferrer nofollow">x</a>',
  );
});

it("names the language of a fence and lets its code be copied", () => {
  const html = render("```ts\nconst a = 1 < 2;\n```");
  expect(html).toContain("Copy ts");
  expect(html).toContain("const a = 1 &lt; 2;");
});

it("shows half-written emphasis as if it were whole while more is coming", () => {
  expect(render("so **very", true)).toContain("<strong>very</strong>");
});

it("shows what models write: headings, lists of all kinds, tables, quotes, code, breaks", () => {
  const text = [
    "# One\n\nA *b* **c** ~~d~~ `e`  \nf",
    "- tight\n- list\n  1. in it",
    "3. loose\n\n4. list",
    "- [x] done\n- [ ] open",
    "| a | b |\n|---|--:|\n| 1 | 2 |",
    "> said\n\n---",
  ].join("\n\n");
  const html = render(text);
  for (const part of [
    "<h1>One</h1>",
    "<p>A <em>b</em> <strong>c</strong> <del>d</del> <code>e</code><br/>f</p>",
    '<ul><li>tight</li><li>list<ol start="1"><li>in it</li></ol></li></ul>',
    '<ol start="3"><li><p>loose</p></li><li><p>list</p></li></ol>',
    '<input type="checkbox" aria-label="Done" disabled="" checked=""/>',
    '<th>a</th><th data-align="right">b</th>',
    '<td>1</td><td data-align="right">2</td>',
    "<blockquote><p>said</p></blockquote>",
    "<hr/>",
  ])
    expect(html).toContain(part);
});

it("finds links and footnotes that are defined elsewhere in the text", () => {
  const html = render("See [the yard][y] and this[^1].\n\n[y]: https://yard.example/\n[^1]: A *note*.");
  expect(html).toContain('<a href="https://yard.example/"');
  expect(html).toContain("<sup>1</sup>");
  expect(html).toContain("<li><p>A <em>note</em>.</p></li>");
});

it("shows as written what is nested beyond reason", () => {
  const html = render(`${">".repeat(5_000)} deep`);
  expect(html.match(/<blockquote>/g)?.length).toBeLessThan(100);
  expect(html).toContain("deep");
});

it("shows the words of a link that is half written, and makes none of it", () => {
  const html = render("See [the yard](https://yard.exam", true);
  expect(html).toContain("See the yard");
  expect(html).not.toContain("<a ");
});
