import { beforeEach, describe, expect, test } from "vitest";
import { instantFrom } from "../../domain/time.ts";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import type { DeadLetter, DeadLetters } from "../shared/dead-letters.ts";
import type { Ports } from "../shared/ports.ts";
import { keys } from "../shared/store/keys.ts";
import { testApi } from "./fixtures.ts";
import { redrive } from "./redrive.ts";

const FIRST = instantFrom("2026-11-25T00:30:00.000Z");
let world = memoryPorts();
let lying: DeadLetter[] = [];
let hidden: DeadLetter[] = [];
let dead: DeadLetters;

beforeEach(() => {
  world = memoryPorts();
  hidden = [];
  lying = Array.from({ length: 23 }, (_, n) => letter(n, { v: 1, m: "m1", s: "shop1", stream: "changed", hop: 20 }));
  dead = {
    queues: ["pull:market"],
    receive: async () => {
      const ten = lying.splice(0, 10);
      hidden.push(...ten);
      return ten;
    },
    release: async (_, letters) => {
      hidden = hidden.filter((one) => !letters.includes(one));
      lying.push(...letters);
    },
    forget: async (_, letters) => void (hidden = hidden.filter((one) => !letters.includes(one))),
  };
});

function letter(n: number, body: unknown): DeadLetter {
  return {
    body: typeof body === "string" ? body : JSON.stringify(body),
    group: "shop1",
    sentAt: FIRST,
    handle: `h${n}`,
  };
}
const ask = (more: { most?: number; dryRun?: boolean } = {}, ports: Ports = world.ports) =>
  redrive({ queue: "pull:market", most: 500, dryRun: false, ...more }, { ports, dead });

describe("a redrive", () => {
  test("sends all back under their group with no hops, then deletes them", async () => {
    const { letters, sent } = await ask();
    expect([letters.length, sent, lying.length, hidden.length]).toEqual([23, 23, 0, 0]);
    expect(world.sent).toHaveLength(23);
    expect(world.sent[0]).toEqual({
      queue: "pull:market",
      message: { body: { v: 1, m: "m1", s: "shop1", stream: "changed", hop: 0 }, group: "shop1" },
    });
  });

  test("says kind, age and shop in a dry run, changes nothing, and hides nothing", async () => {
    const { letters, sent } = await ask({ dryRun: true, most: 20 });
    expect(letters).toHaveLength(20);
    expect(letters[0]).toEqual({ kind: "stream", merchant: "m1", shop: "shop1", ageMinutes: 90, hop: 20 });
    expect([sent, world.sent, lying.length, hidden]).toEqual([0, [], 23, []]);
  });

  test("leaves what is no message of ours where it is", async () => {
    lying = [letter(1, "not json"), letter(2, { kind: "order", m: "m1" })];
    const { letters, sent } = await ask();
    expect([letters.map(({ kind }) => kind), sent]).toEqual([["unreadable", "order"], 1]);
    expect(lying.map(({ handle }) => handle)).toEqual(["h1"]);
  });

  test("that dies between sending and deleting doubles, and loses nothing", async () => {
    const real = dead.forget;
    dead.forget = () => Promise.reject(new Error("killed"));
    await expect(ask()).rejects.toThrow("killed");
    dead.forget = real;
    lying.push(...hidden.splice(0));
    await ask();
    const bodies = world.sent.map(({ message }) => message);
    expect([bodies.length, lying.length]).toEqual([33, 0]);
  });

  test("deletes nothing that its queue did not take", async () => {
    const down = { ...world.ports, queues: { send: () => Promise.reject(new Error("down")) } };
    await expect(ask({}, down)).rejects.toThrow("down");
    expect(lying.length + hidden.length).toBe(23);
  });

  test("goes no faster than 500 a second", async () => {
    let waitedMs = 0;
    const clock = { ...world.ports.clock, wait: async (ms: number) => void (waitedMs += ms) };
    await ask({}, { ...world.ports, clock });
    expect(waitedMs).toBeGreaterThanOrEqual((23 / 500) * 1_000);
  });
});

describe("the operator's paths", () => {
  test("open to operators alone, and show the board by its parts", async () => {
    const api = await testApi();
    api.services.deadLetters = dead;
    const token = await api.token({ merchant: "m1", roles: ["operator"] });
    await api.ports.table.batchPut([{ ...keys.board("LATE#m9#shop1#7"), due: FIRST }]);
    const shown = await api.ask("GET /operator/board?part=LATE", undefined, { token });
    expect(shown.body.items).toEqual([{ id: "LATE#m9#shop1#7", due: FIRST }]);
    expect((await api.ask("GET /operator/dead-letters", undefined, { token })).body.queues).toEqual(["pull:market"]);
    const dry = await api.ask("POST /operator/dead-letters", { queue: "pull:market" }, { token });
    expect([dry.body.letters.length, dry.body.sent]).toEqual([23, 0]);
    expect((await api.ask("POST /operator/dead-letters", { queue: "other" }, { token })).status).toBe(422);
    for (const line of ["GET /operator/board?part=DAY", "GET /operator/dead-letters"])
      expect((await api.ask(line)).status).toBe(403);
  });

  test("don't exist in the function that answers merchants", async () => {
    const api = await testApi();
    const token = await api.token({ merchant: "m1", roles: ["operator"] });
    expect((await api.ask("GET /operator/dead-letters", undefined, { token })).status).toBe(404);
  });
});
