import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { directives } from "#model-server/script/directives.ts";
import { type ModelServer, startModelServer } from "#model-server/start-model-server.ts";
import { type Answer, ask, post, withResults } from "#model-server/test/ask.ts";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

describe("an answer", () => {
  it("echoes a message that is no script, in many tokens, with the usage counted by the stated rule", async () => {
    const answer = await ask(server, "What is a run?", { stream_options: { include_usage: true } });
    expect(answer.text).toMatch(/^You said: “What is a run\?”\. I am “scripted”/);
    expect(answer.finishReason).toBe("stop");
    expect(answer.isDone).toBe(true);
    const tokens = answer.events.filter((event) => event.choices?.[0]?.delta.content).length;
    expect(tokens).toBeGreaterThan(10);
    const asked = JSON.stringify([[{ role: "user", content: "What is a run?" }], []]).length;
    expect(answer.usage).toMatchObject({ prompt_tokens: Math.ceil(asked / 4), completion_tokens: tokens });
  });

  it("is the same each time", async () => {
    const [first, second] = [await ask(server, "Again"), await ask(server, "Again")];
    expect(second.text).toBe(first.text);
  });

  it("thinks, then says", async () => {
    const answer = await ask(server, "!think 4 tokens\n!think Aha.\n!say Hello there");
    expect(answer.reasoning).toBe("the run begins when Aha.");
    expect(answer.text).toBe("Hello there");
  });

  it("calls several tools at once, one with broken arguments, and goes on when the results are back", async () => {
    const prompt =
      '!tool bash {"command":"ls -la | head"}\n!tool read {"path":"ü"}\n!broken-tool edit {"path":\n!then\n!say Half way\n!tool bash {}\n!then\n!results';
    const first = await ask(server, prompt);
    expect(first.calls.map(({ name, arguments: input }) => [name, input])).toEqual([
      ["bash", '{"command":"ls -la | head"}'],
      ["read", '{"path":"ü"}'],
      ["edit", '{"path":'],
    ]);
    expect(new Set(first.calls.map((call) => call.id)).size).toBe(3);
    expect(first.finishReason).toBe("tool_calls");

    const second = await ask(server, withResults(prompt, [first.calls]));
    expect(second.text).toBe("Half way");
    const third = await ask(server, withResults(prompt, [first.calls, second.calls]));
    expect(third.text).toBe("The tools answered: “bash is done”.");
    expect(third.finishReason).toBe("stop");
  });

  it("quotes the tool results when the script has no further turn", async () => {
    const prompt = "!tool a\n!tool b";
    const first = await ask(server, prompt);
    const second = await ask(server, withResults(prompt, [first.calls]));
    expect(second.text).toBe("The tools answered: “a is done”, “b is done”.");
  });

  it("takes the pictures of a tool result for no new prompt", async () => {
    const prompt = "!tool see\n!then\n!say I saw it";
    const first = await ask(server, prompt);
    const picture = [
      { type: "text", text: "Attached:" },
      { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } },
    ];
    const second = await ask(server, [
      ...withResults(prompt, [first.calls]),
      { role: "user", content: picture },
    ]);
    expect(second.text).toBe("I saw it");
  });

  it("reports the scripted usage, or none", async () => {
    const include = { stream_options: { include_usage: true } };
    const full = await ask(server, "!usage in 95000 out 10 cached 400 reasoning 3\n!say x", include);
    expect(full.usage).toMatchObject({
      prompt_tokens: 95_000,
      completion_tokens: 10,
      total_tokens: 95_010,
      prompt_tokens_details: { cached_tokens: 400 },
      completion_tokens_details: { reasoning_tokens: 3 },
    });
    expect((await ask(server, "!usage none\n!say x", include)).usage).toBeUndefined();
  });

  it("finishes with the scripted reason, and with length at the request's token limit", async () => {
    expect((await ask(server, "!say x\n!finish content-filter")).finishReason).toBe("content_filter");
    const limited = await ask(server, "!tokens 10", { max_completion_tokens: 3 });
    expect([limited.text, limited.finishReason]).toEqual(["the run begins", "length"]);
  });

  it("stops before a stop sequence", async () => {
    const answer = await ask(server, "!say one two three\n!say four", { stop: ["three"] });
    expect([answer.text, answer.finishReason]).toEqual(["one two ", "stop"]);
  });

  it("sends raw data as it is", async () => {
    const response = await post(server, "!say a\n!raw {not json");
    expect(await response.text()).toContain("\n\ndata: {not json\n\n");
  });
});

describe("a fault", () => {
  it("fails the first n times with its status and retry-after, then lets the request through, then starts again", async () => {
    const prompt = '!error 429 times 2 retry-after 2 "Slow down"\n!error 503 times 3\n!say At last';
    for (const round of [1, 2]) {
      const answers: Answer[] = [];
      while (answers.length < 4) answers.push(await ask(server, prompt));
      expect({ round, statuses: answers.map((answer) => answer.status) }).toEqual({
        round,
        statuses: [429, 429, 503, 200],
      });
      expect(answers[0]?.headers.get("retry-after")).toBe("2");
      expect(answers[0]?.error).toEqual({
        message: "Slow down",
        type: "rate_limit_error",
        param: null,
        code: null,
      });
      expect(answers[2]?.headers.has("retry-after")).toBe(false);
      expect(answers[3]?.text).toBe("At last");
    }
  });

  it("counts the times of another conversation apart", async () => {
    const prompt = "!error 500 times 1\n!say fine";
    const other = [
      { role: "user", content: "Earlier" },
      { role: "assistant", content: "Yes" },
      { role: "user", content: prompt },
    ];
    expect((await ask(server, prompt)).status).toBe(500);
    expect((await ask(server, other)).status).toBe(500);
    expect((await ask(server, prompt)).status).toBe(200);
    expect((await ask(server, other)).status).toBe(200);
  });

  it("refuses as too long in three providers' words", async () => {
    const answers = await Promise.all(
      ["!too-long", "!too-long anthropic", "!too-long llama"].map((prompt) => ask(server, prompt)),
    );
    expect(answers.map((answer) => [answer.status, answer.error?.code, answer.error?.message])).toEqual([
      [400, "context_length_exceeded", expect.stringContaining("maximum context length is 128000 tokens")],
      [400, null, expect.stringContaining("prompt is too long")],
      [400, null, expect.stringContaining("exceeds the available context size")],
    ]);
  });

  it("cuts the socket after the tokens that it has promised", async () => {
    const answer = await ask(server, "!tokens 20\n!cut after 5 tokens");
    expect([answer.text, answer.isCut, answer.isDone]).toEqual(["the run begins when a", true, false]);
    const entry = server.requests.at(-1);
    expect(await entry?.ended).toBe("cut");
  });

  it("cuts before anything was sent", async () => {
    await expect(post(server, "!cut")).rejects.toThrow("fetch failed");
  });

  it("cuts at the end a reply that is shorter than the fault says", async () => {
    const answer = await ask(server, "!tokens 2\n!cut after 50 tokens");
    expect([answer.text, answer.isCut, answer.finishReason]).toEqual(["the run", true, undefined]);
  });

  it("ends in good order without a finish reason", async () => {
    const answer = await ask(server, "!say Hello\n!end\n!say never");
    expect([answer.text, answer.isCut, answer.isDone, answer.finishReason]).toEqual([
      "Hello",
      false,
      false,
      undefined,
    ]);
  });

  it("sends an error event when output went before", async () => {
    const answer = await ask(server, "!say Hello\n!error 500");
    expect([answer.status, answer.text, answer.isDone]).toEqual([200, "Hello", false]);
    expect(answer.error).toMatchObject({ type: "server_error", message: "The script asked for status 500." });
  });

  it("hangs silently, without headers at first, and sees the client go", async () => {
    const leave = new AbortController();
    const asked = post(server, "!hang", { signal: leave.signal });
    const entry = await server.nextRequest((request) => request.request?.messages[0]?.text === "!hang");
    expect([entry.status, entry.ending]).toEqual([undefined, "open"]);
    leave.abort();
    await expect(asked).rejects.toThrow("aborted");
    expect(await entry.ended).toBe("client-closed");
  });

  it("hangs in the middle, after headers and tokens", async () => {
    const leave = new AbortController();
    const response = await post(server, "!open\n!tokens 4\n!hang after 2 tokens", { signal: leave.signal });
    const entry = await server.nextRequest(
      (request) => request.request?.messages[0]?.text.startsWith("!open") ?? false,
    );
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let body = "";
    while (!body.includes('" run"')) body += (await reader?.read())?.value;
    expect(body).not.toContain('" begins"');
    expect([entry.status, entry.ending]).toEqual([200, "open"]);
    leave.abort();
    expect(await entry.ended).toBe("client-closed");
  });

  it("answers 400 to a misspelt directive", async () => {
    const answer = await ask(server, "!sya Hello");
    expect([answer.status, answer.error?.code, answer.error?.param]).toEqual([
      400,
      "invalid_script",
      "messages[0].content",
    ]);
    expect(answer.error?.message).toContain('Unknown directive "!sya". Known: !say,');
  });
});

describe("time", () => {
  it("sends no token before its time", async () => {
    const response = await post(server, "!tokens 20 every 10ms");
    const arrivals: number[] = [];
    for await (const chunk of response.body ?? []) {
      const count = new TextDecoder().decode(chunk).match(/"content":"[^"]/g)?.length ?? 0;
      for (let index = 0; index < count; index++) arrivals.push(performance.now());
    }
    expect(arrivals.length).toBe(20);
    // Between the arrivals of the first and the last lie nineteen intervals. The first may arrive late, by less than one.
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(18 * 10);
  });

  it("makes up for a late wake-up instead of slowing down", async () => {
    const response = await post(server, "!tokens 60 every 10ms");
    const reader = response.body?.getReader();
    await reader?.read();
    // The server lives in this process: while this loop spins, some twenty tokens fall due.
    const until = performance.now() + 205;
    while (performance.now() < until);
    let burst = 0;
    while (burst < 15) {
      const next = await reader?.read();
      if (next?.done !== false) break;
      const count = new TextDecoder().decode(next.value).match(/"content":"[^"]/g)?.length ?? 0;
      burst = Math.max(burst, count);
    }
    expect(burst).toBeGreaterThanOrEqual(15);
    await reader?.cancel();
  });

  it("waits before the headers when the script begins with it", async () => {
    const start = performance.now();
    await post(server, "!wait 60ms\n!say x");
    expect(performance.now() - start).toBeGreaterThanOrEqual(60);
  });

  it("paces three hundred streams at once, all tokens of all of them", async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => ask(server, "!tokens 10 every 20ms")),
    );
    expect(answers.filter((answer) => answer.text.split(" ").length !== 10 || !answer.isDone)).toEqual([]);
  });

  it("stops producing while the client does not read, and loses nothing", async () => {
    const response = await post(server, "!tokens 100000\n!gate all-sent");
    // Nothing of some twenty megabytes has been read, and far less than that fits into the sockets.
    let isAllSent = false;
    const allSent = server.reached("all-sent").then(() => {
      isAllSent = true;
    });
    await fetch(server.url);
    expect(isAllSent).toBe(false);
    server.open("all-sent");
    const body = await response.text();
    await allSent;
    expect(body.match(/"content":"[^"]/g)?.length).toBe(100_000);
    expect(body.endsWith("data: [DONE]\n\n")).toBe(true);
  });
});

describe("gates", () => {
  it("hold a reply until the test opens them", async () => {
    const asked = ask(server, "!say Before\n!gate mid\n!say after");
    const entry = await server.nextRequest(
      (request) => request.request?.messages[0]?.text.includes("mid") ?? false,
    );
    await server.reached("mid");
    expect([entry.ending, entry.status]).toEqual(["open", 200]);
    server.open("mid");
    expect((await asked).text).toBe("Before after");
    expect((await ask(server, "!gate mid\n!say open for good")).text).toBe("open for good");
  });

  it("can be opened over HTTP", async () => {
    const asked = ask(server, "!gate by-hand\n!say x");
    await server.reached("by-hand");
    const opened = await fetch(`${server.url}/gates/by-hand`, { method: "POST" });
    expect(opened.status).toBe(204);
    expect((await asked).text).toBe("x");
  });
});

describe("scripts from the test", () => {
  it("answer matching requests in order, before the prompt has its say", async () => {
    server.script(
      "!say first\n!then\n!error 500 times 1\n!say second",
      (request) => request.messages[0]?.text === "Q",
    );
    expect((await ask(server, "!say other")).text).toBe("other");
    expect((await ask(server, "Q")).text).toBe("first");
    expect((await ask(server, "Q")).status).toBe(500);
    expect(server.unusedScripts()).toBe(1);
    expect((await ask(server, "Q")).text).toBe("second");
    expect(server.unusedScripts()).toBe(0);
    expect((await ask(server, "Q")).text).toContain("You said: “Q”");
  });

  it("may be plain steps", async () => {
    server.script([[{ kind: "text", text: "!say is just text here" }]]);
    expect((await ask(server, "Hello")).text).toBe("!say is just text here");
  });

  it("are refused at once when they are wrong", () => {
    expect(() => server.script("!sya x")).toThrow('Unknown directive "!sya"');
    expect(() => server.script("say x")).toThrow("does not start with a directive");
    expect(server.unusedScripts()).toBe(0);
  });
});

describe("the log", () => {
  it("keeps what was asked, with the key, and how it ended", async () => {
    await using own = await startModelServer({ apiKey: "sk-test-1234567890" });
    const headers = { authorization: "Bearer sk-test-1234567890" };
    await (await post(own, "Hello", { more: { temperature: 0.5 }, headers })).text();
    const entry = await own.nextRequest();
    expect(await entry.ended).toBe("completed");
    expect(entry).toMatchObject({
      method: "POST",
      path: "/v1/chat/completions",
      headers,
      body: { model: "scripted", temperature: 0.5, messages: [{ role: "user", content: "Hello" }] },
      request: { model: "scripted", messages: [{ role: "user", text: "Hello" }] },
      status: 200,
      ending: "completed",
    });
    expect(Date.now() - entry.receivedAt.getTime()).toBeLessThan(60_000);
  });

  it("hands out each request once, to the first who asked for one like it", async () => {
    await using own = await startModelServer();
    const models = own.nextRequest((request) => request.path === "/v1/models");
    await ask(own, "one");
    await ask(own, "two");
    await fetch(`${own.url}/v1/models`);
    const textOf = async () => (await own.nextRequest()).request?.messages[0]?.text;
    expect([await textOf(), await textOf(), (await models).path]).toEqual(["one", "two", "/v1/models"]);
  });

  it("ends with the server: open answers are cut, those who wait are told", async () => {
    const own = await startModelServer();
    const response = await post(own, "!open\n!hang");
    const entry = await own.nextRequest();
    const never = own.nextRequest();
    const told = expect(never).rejects.toThrow("closed before such a request came");
    await own.close();
    await told;
    expect(await entry.ended).toBe("cut");
    await expect(response.text()).rejects.toThrow("terminated");
    await expect(fetch(own.url)).rejects.toThrow("fetch failed");
    await own.close();
  });
});

it("shows every directive to a person, on its page and in the README", async () => {
  const page = await (await fetch(server.url)).text();
  const padded = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const readme = padded.replace(/ +/g, " "); // The formatter pads the cells of a table.
  for (const { usage, help } of Object.values(directives)) {
    expect(page).toContain(`  ${usage}\n      ${help}\n`);
    expect(readme).toContain(`| \`${usage.replaceAll("|", "\\|")}\` | ${help} |`);
  }
});

it("says clearly that its port is taken", async () => {
  const port = Number(new URL(server.url).port);
  await expect(startModelServer({ port })).rejects.toThrow("EADDRINUSE");
});
