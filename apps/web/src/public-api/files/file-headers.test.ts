import { expect, it } from "vitest";
import { fileHeaders } from "./file-headers.ts";

const look = (path: string, looksLikeText = true, download = false) => {
  const headers = fileHeaders(path, { looksLikeText, download });
  return [headers["content-type"], headers["content-disposition"]];
};

it("shows text as text and pictures as pictures", () => {
  expect(look("src/a.ts")).toEqual(["text/plain; charset=utf-8", "inline; filename*=UTF-8''a.ts"]);
  expect(look("chart.PNG", false)).toEqual(["image/png", "inline; filename*=UTF-8''chart.PNG"]);
});

it("never hands a browser anything that could run on our origin", () => {
  for (const name of ["a.html", "a.HTM", "a.svg", "a.xhtml", "a.xml", "a.pdf", "a.svgz"]) {
    expect(look(name)).toEqual(["application/octet-stream", `attachment; filename*=UTF-8''${name}`]);
  }
  expect(look("a.bin", false)[0]).toBe("application/octet-stream");
  const headers = fileHeaders("a.txt", { looksLikeText: true, download: false });
  expect(headers["content-security-policy"]).toContain("sandbox");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

it("saves what is asked to be saved, under its name, and lets no name break the header", () => {
  expect(look("a.txt", true, true)[1]).toBe("attachment; filename*=UTF-8''a.txt");
  expect(look('d/q"\r\nx: y(1)’.txt', true, true)[1]).toBe(
    "attachment; filename*=UTF-8''q%22%0D%0Ax%3A%20y%281%29%E2%80%99.txt",
  );
});
