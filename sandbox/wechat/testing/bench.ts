import { seededRandom } from "../../kit/random.ts";
import type { InnerFault, Scene } from "../../kit/types.ts";
import { tell } from "../../kit/witness.ts";
import sandbox from "../index.ts";
import type { Leaf, Shop, World } from "../world.ts";

/** The Json of an answer; tests look into it freely. */
export interface Answer {
  [key: string]: any;
}

/** A sandbox of its own with an owned clock, spoken to in bytes. */
export interface Bench {
  world: World;
  shop: Shop;
  other: Shop;
  scene(fault?: InnerFault | null): Scene<World>;
  advance(ms: number): void;
  now(): number;
  send(
    request: {
      method?: string;
      target: string;
      body?: string | Uint8Array;
      headers?: Record<string, string>;
      from?: string;
    },
    fault?: InnerFault,
  ): Answer;
  /** A POST under /channels/ec/ with the first shop's token. */
  call(name: string, body: unknown, fault?: InnerFault): Answer;
  callAs(shop: Shop, name: string, body: unknown): Answer;
  leaf(name: string): Leaf;
  /** Uploads as many different pictures. */
  pictures(count: number, mark?: string): string[];
}

const START_MS = Date.UTC(2026, 10, 25, 1, 0, 0);

export const bench = (switches: Record<string, boolean | number> = {}, seed = 7): Bench => {
  let nowMs = START_MS;
  const clock = { now: () => nowMs };
  const random = seededRandom(seed);
  const world = sandbox.newWorld({ clock, random, switches: { ...sandbox.switches, unknownKeys: false, ...switches } });
  const [shop, other] = [...world.shops.values()];
  if (!shop || !other) throw new Error("two shops are seeded");
  const scene = (fault: InnerFault | null = null): Scene<World> => ({ world, clock, random, fault });
  const send: Bench["send"] = ({ method = "POST", target, body = "", headers = {}, from = "127.0.0.1" }, fault) => {
    sandbox.settle(scene());
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    const answer = sandbox.handle({ method, target, headers, body: bytes, remoteAddress: from }, scene(fault ?? null));
    const api = sandbox.recognise({ method, target, headers, body: bytes, remoteAddress: from }, world).api;
    tell({ sandbox, api, code: sandbox.codeOf?.(answer) ?? null, answer });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    return JSON.parse(String(answer.body)) as Answer;
  };
  const tokenOf = (of: Shop): string => {
    const body = JSON.stringify({ grant_type: "client_credential", appid: of.appId, secret: of.appSecret });
    return String(send({ target: "/cgi-bin/stable_token", body })["access_token"]);
  };
  const callAs: Bench["callAs"] = (of, name, body) =>
    send({ target: `/channels/ec/${name}?access_token=${tokenOf(of)}`, body: JSON.stringify(body) });
  return {
    world,
    shop,
    other,
    scene,
    send,
    callAs,
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
      sandbox.settle(scene());
    },
    call: (name, body, fault) =>
      send({ target: `/channels/ec/${name}?access_token=${tokenOf(shop)}`, body: JSON.stringify(body) }, fault),
    leaf(name) {
      const leaf = [...world.leaves.values()].find((known) => known.name === name);
      if (!leaf) throw new Error(`no leaf ${name}`);
      return leaf;
    },
    pictures: (count, mark = "p") =>
      Array.from({ length: count }, (_, index) => {
        const target = `/shop/ec/basics/img/upload?access_token=${tokenOf(shop)}&upload_type=1&resp_type=1`;
        const body = JSON.stringify({ img_url: `https://pictures.example.com/${mark}${index}.jpg` });
        return String(send({ target, body })["pic_file"]["img_url"]);
      }),
  };
};

export { sandbox };
