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
