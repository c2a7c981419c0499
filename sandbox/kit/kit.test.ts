import { createHash } from "node:crypto";
import { connect } from "node:net";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { movableClock } from "./clock.ts";
import { host } from "./host.ts";
import { seededRandom } from "./random.ts";
import { listen, type ListeningSandbox } from "./server.ts";
import { toy } from "./toy.ts";
import { FAULT_KINDS, type InnerFault } from "./types.ts";

const START_MS = Date.parse("2026-11-22T02:30:00Z");
let sandbox: ListeningSandbox;

beforeEach(async () => {
  sandbox = await listen(host(toy, { clock: movableClock(() => START_MS), seed: 7 }), 0);
});
afterEach(() => sandbox.close());

type Json = Record<string, unknown>;

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(sandbox.control + path, init);
  return { status: answer.status, body: (await answer.json()) as Json };
}
const get = async <T = Json>(path: string): Promise<T> => (await ask("GET", path)).body as T;
const call = (path: string, init: RequestInit = {}): Promise<Response> => fetch(sandbox.url + path, init);
const order = (fault: Record<string, unknown>) => ask("POST", "/faults", fault);
const list = async () => (await (await call("/list")).json()) as { made: string[]; seenFaults: string[] };
const made = async () => (await list()).made;
const journalled = async () => (await get<Json[]>("/calls")).at(-1);

/** Sends raw bytes and gives back all that comes before the other side closes; `reset` when it does so rudely. */
function raw(text: string): Promise<{ got: string; error: string | null }> {
  return new Promise((resolve) => {
    let got = "";
    const socket = connect(Number(new URL(sandbox.url).port), "127.0.0.1", () => socket.write(text));
    socket.on("data", (bytes) => (got += bytes.toString("latin1")));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve({ got, error: error.code ?? "?" }));
    socket.on("close", () => resolve({ got, error: null }));
  });
}

describe("what reaches the platform", () => {
  it("is the request line, the headers and the body as they were sent", async () => {
    const body = Buffer.from([0, 255, 128, 10, 13]);
    const answer = await call("/echo?a=%2B+b", { method: "POST", body, headers: { "X-Odd_Name": "Yes" } });
    expect(await answer.json()).toMatchObject({
      method: "POST",
      target: "/echo?a=%2B+b",
      headers: { "x-odd_name": "Yes" },
      sha256: createHash("sha256").update(body).digest("hex"),
    });
  });

  it("may have an absolute target and no Host header", async () => {
    const { got } = await raw(
      "POST http://api.example/echo?x=1 HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
    expect(got).toMatch(/^HTTP\/1\.1 200 /);
    expect(got).toContain('"target":"http://api.example/echo?x=1"');
  });

  it("may have a query of a megabyte, but no body beyond the limit", async () => {
    expect((await call(`/echo?a=${"x".repeat(1_000_000)}`)).status).toBe(200);
    const tooLong = 33 * 1024 * 1024;
    const { got } = await raw(
      `POST /make HTTP/1.1\r\nHost: x\r\nContent-Length: ${tooLong}\r\n\r\n${"y".repeat(tooLong)}`,
    );
    expect(got === "" || got.startsWith("HTTP/1.1 413")).toBe(true);
    expect(await made()).toEqual([]);
  });

  it("a verb that throws is shown as a defect, not as an answer of the platform", async () => {
    const answer = await call("/broken");
    expect([answer.status, await answer.text()]).toEqual([599, expect.stringContaining("a verb broke")]);
  });
});

describe("faults around the platform", () => {
  it("lost-answer: done, and the connection is cut", async () => {
    await order({ kind: "lost-answer", api: "make" });
    await expect(call("/make?name=a", { method: "POST" })).rejects.toThrow();
    expect(await journalled()).toMatchObject({ api: "make", status: null, fault: "lost-answer" });
    expect(await made()).toEqual(["a"]);
  });

  it("no-answer: not done, and nothing comes", async () => {
    await order({ kind: "no-answer" });
    const leave = new AbortController();
    const hanging = call("/make?name=a", { method: "POST", signal: leave.signal });
    while ((await get<Json[]>("/calls")).length === 0);
    leave.abort();
    await expect(hanging).rejects.toThrow(/abort/);
    expect(await made()).toEqual([]);
  });

  it("refused: not done, and the connection is reset without a byte", async () => {
    await order({ kind: "refused" });
    expect(await raw("POST /make?name=a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")).toEqual({
      got: "",
      error: "ECONNRESET",
    });
    expect(await made()).toEqual([]);
  });

  it("refused with a time: the port stops listening, then listens again", async () => {
    await order({ kind: "refused", delayMs: 150 });
    expect((await raw("GET /list HTTP/1.1\r\nHost: x\r\n\r\n")).error).toBe("ECONNRESET");
    expect((await raw("")).error).toBe("ECONNREFUSED");
    let answer = null;
    while (answer === null) answer = await call("/list").catch(() => null);
    expect(answer.status).toBe(200);
  });

  it.each([
    ["http-500-before", []],
    ["http-500-after", ["a"]],
  ])("%s: a 500, and the work is %j", async (kind, left) => {
    await order({ kind });
    expect((await call("/make?name=a", { method: "POST" })).status).toBe(500);
    expect(await made()).toEqual(left);
  });

  it.each(["malformed", "html"])("%s: done, status 200, and no JSON", async (kind) => {
    await order({ kind });
    const answer = await call("/make?name=a", { method: "POST" });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(await made()).toEqual(["a"]);
  });

  it("truncated: done, and the body ends before its length", async () => {
    await order({ kind: "truncated" });
    const answer = await call("/make?name=a", { method: "POST" });
    await expect(answer.text()).rejects.toThrow();
    expect(await made()).toEqual(["a"]);
  });

  it("platform-code: not done, refused with a documented code that the journal shows", async () => {
    expect((await order({ kind: "platform-code", code: "NEVER_HEARD_OF" })).status).toBe(400);
    expect((await order({ kind: "platform-code" })).status).toBe(400);
    expect((await order({ kind: "slow", code: "TOO_BIG" })).status).toBe(400);
    await order({ kind: "platform-code", code: "TOO_BIG" });
    expect(await (await call("/make?name=a", { method: "POST" })).json()).toEqual({ code: "TOO_BIG" });
    expect(await journalled()).toMatchObject({ code: "TOO_BIG", fault: "platform-code" });
    expect(await made()).toEqual([]);
  });

  it("slow: done at once, answered after the delay", async () => {
    await order({ kind: "slow", delayMs: 60 });
    const before = performance.now();
    expect((await call("/make?name=a", { method: "POST" })).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(50);
  });
});

describe("the fault queue", () => {
  it.each<InnerFault>(["throttled", "token-expired", "late-visibility", "page-shift", "duplicate-rows", "empty-page"])(
    "%s is handed to the platform once",
    async (kind) => {
      await order({ kind });
      await call("/list");
      await call("/list");
      expect((await list()).seenFaults).toEqual([kind]);
    },
  );

  it("strikes only the call and the shop it names, as often as ordered", async () => {
    await order({ kind: "http-500-before", api: "make", shop: "s2", times: 2 });
    const statuses = [];
    for (const path of ["/list?shop=s2", "/make?shop=s1", "/make?shop=s2", "/make?shop=s2", "/make?shop=s2"]) {
      statuses.push((await call(path)).status);
    }
    expect(statuses).toEqual([200, 200, 500, 500, 200]);
  });

  it("lets one fault around and one inside befall the same call", async () => {
    await order({ kind: "lost-answer" });
    await order({ kind: "late-visibility" });
    await expect(call("/make?name=a", { method: "POST" })).rejects.toThrow();
    expect((await journalled())?.["fault"]).toBe("lost-answer+late-visibility");
    expect((await list()).seenFaults).toEqual(["late-visibility"]);
  });

  it("is shown, cleared, and refuses what it does not know", async () => {
    await order({ kind: "slow", api: "make" });
    expect((await get("/"))["faults"]).toEqual([{ kind: "slow", api: "make", shop: null, times: 1, delayMs: null }]);
    expect((await ask("DELETE", "/faults")).body).toEqual({ faults: [] });
    expect((await get("/"))["faults"]).toEqual([]);
    expect((await order({ kind: "rain" })).body).toMatchObject({
      code: "bad_fault",
      message: expect.stringContaining(FAULT_KINDS[0]),
    });
    expect((await order({ kind: "slow", times: 0 })).status).toBe(400);
  });
});

describe("the control API", () => {
  it("says what is running", async () => {
    expect(await get("/")).toEqual({
      platform: "toy",
      now: "2026-11-22T02:30:00.000Z",
      seed: 7,
      shops: [{ shop: "s", name: "Toy shop" }],
      faults: [],
      placeholders: toy.placeholders,
      switches: { unkind: true, lagMs: 5 },
      documented: toy.catalog,
    });
  });

  it("moves the clock forward, and to an instant", async () => {
    expect((await ask("POST", "/clock", { advanceMs: 90_000 })).body).toEqual({ now: "2026-11-22T02:31:30.000Z" });
    expect((await ask("POST", "/clock", { now: "2026-12-01T08:00:00+08:00" })).body).toEqual({
      now: "2026-12-01T00:00:00.000Z",
    });
    expect((await ask("POST", "/clock", { now: "2026-12-01 08:00:00" })).status).toBe(400);
  });

  it("makes a new world of a seed, the same for the same seed", async () => {
    const first = (await ask("POST", "/reset", { seed: 9 })).body;
    await call("/make?name=a");
    const other = (await ask("POST", "/reset", { seed: 10 })).body;
    const again = (await ask("POST", "/reset", { seed: 9, switches: { lagMs: 1 } })).body;
    expect(again["token"]).toBe(first["token"]);
    expect(other["token"]).not.toBe(first["token"]);
    expect(again["switches"]).toEqual({ unkind: true, lagMs: 1 });
    expect([await made(), (await get<Json[]>("/calls")).length]).toEqual([[], 1]);
    expect((await ask("POST", "/reset", { switches: { lag: 1 } })).status).toBe(400);
  });

  it("places an order, or tells why not", async () => {
    const lines = [{ merchantKey: "ON-SALE", quantity: 1 }];
    expect((await ask("POST", "/orders", { shop: "s", lines, placedAt: "2026-11-01T08:00:00+08:00" })).body).toEqual({
      orderNo: "o0",
      placedAt: "2026-11-01T00:00:00.000Z",
    });
    expect(await ask("POST", "/orders", { shop: "s", lines: [{ merchantKey: "GONE", quantity: 1 }] })).toEqual({
      status: 409,
      body: { code: "not_on_sale", message: "the toy isn't on sale" },
    });
    expect(
      (await ask("POST", "/orders", { shop: "s", lines: [{ merchantKey: "ON-SALE", quantity: 0.5 }] })).status,
    ).toBe(400);
  });

  it.each([
    ["/orders/o%2F1/ask-refund", {}, { verb: "ask-refund", orderNo: "o/1" }],
    ["/audits/p1", { decision: "refuse", reason: "no" }, { productId: "p1", decision: "refuse", reason: "no" }],
    ["/audits/policy", { afterMs: 5, refuseWords: ["x"] }, { afterMs: 5, refuseWords: ["x"] }],
    ["/products", { title: "t" }, { productId: "p", title: "t" }],
    ["/products/p1/edit", { stock: 1 }, { productId: "p1", stock: 1 }],
    ["/products/p1/force-off", { reason: "r" }, { productId: "p1", reason: "r" }],
  ])("POST %s reaches its act", async (path, body, expected) => {
    expect(await ask("POST", path, body)).toEqual({ status: 200, body: expected });
  });

  it("gives the truth as lists, and 404 for what is not there", async () => {
    expect(await Promise.all(["/orders", "/products", "/vouchers"].map((path) => get(path)))).toEqual([[], [], []]);
    expect(await get("/shipments")).toHaveLength(1);
    expect((await ask("POST", "/orders/o0/eat", {})).status).toBe(404);
    expect((await ask("GET", "/nothing")).status).toBe(404);
  });
});

describe("the journal", () => {
  it("numbers the calls, and gives those after a number", async () => {
    await call("/list");
    await call("/make?name=b&shop=s", { method: "POST" });
    expect(await get("/calls?after=1")).toEqual([
      {
        n: 2,
        at: "2026-11-22T02:30:00.000Z",
        api: "make",
        shop: "s",
        method: "POST",
        path: "/make?name=b&shop=s",
        status: 200,
      },
    ]);
  });

  it("keeps no secret, neither in the query nor in JSON inside it", async () => {
    const inner = encodeURIComponent('{"deep":{"Token":"hidden-1"},"name":"kept"}');
    await call(`/list?token=hidden-2&sign=hidden-3&json=${inner}&broken=${encodeURIComponent('{"token":"hidden-4"')}`);
    const text = JSON.stringify(await get("/calls"));
    expect(text).toContain("kept");
    expect(text).not.toContain("hidden");
  });
});

describe("chance", () => {
  it("depends on the seed alone", () => {
    const draw = (seed: number): string => seededRandom(seed).hex(32);
    expect(draw(1)).toBe(draw(1));
    expect(draw(1)).not.toBe(draw(2));
  });

  it("keeps its bounds", () => {
    const random = seededRandom(3);
    const draws = Array.from({ length: 2_000 }, () => random.int(6));
    expect([...new Set(draws)].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(random.digits(19)).toMatch(/^[1-9]\d{18}$/);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});

describe("run.ts", () => {
  const rooms = `${import.meta.dirname}/..`;
  const platform = readdirSync(rooms).find((name) => existsSync(`${rooms}/${name}/index.ts`)) ?? "none";

  it("says first where it is and how to sign in, and leaves on SIGTERM", async () => {
    const child = spawn(process.execPath, [`${import.meta.dirname}/../run.ts`, platform, "--seed", "42"]);
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const said = JSON.parse(line) as Json & { control: string };
    expect(Object.keys(said)).toEqual(["platform", "url", "control", "app", "shop", "token", "seed"]);
    expect(said).toMatchObject({ platform, seed: 42, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect(await (await fetch(`${said.control}/`)).json()).toMatchObject({ platform, seed: 42 });
    child.kill("SIGTERM");
    expect((await once(child, "close"))[0]).toBe(0);
  });

  it("says in one sentence that a platform is unknown", async () => {
    const child = spawn(process.execPath, [`${import.meta.dirname}/../run.ts`, "../kit"]);
    let said = "";
    child.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
    expect((await once(child, "close"))[0]).toBe(2);
    expect(said).toMatch(/^There is no sandbox "\.\.\/kit"\. There are: /);
  });
});
