import { firstRefusal, type Reply } from "../reply.ts";
import type { Leaf, World } from "../world.ts";
import { hasTwice, when } from "./verdict.ts";

const MAX_HEAD = 9;
const MAX_DETAIL = 20;

/** Whose pictures may be used, and where they were uploaded. */
export interface Album {
  world: World;
  shop: string;
}

/** Only addresses that this shop got from img/upload with resp_type=1. */
export const urlRefusal = (urls: readonly string[], { world, shop }: Album): Reply | null => {
  const foreign = urls.find((url) => world.pictures.get(url) !== shop);
  return when(foreign !== undefined, 10020035, foreign);
};

/** 3 to 9 head pictures without repetition, 4 at least for food and fresh goods. */
export const headRefusal = (urls: readonly string[], leaf: Leaf, album: Album): Reply | null =>
  firstRefusal([
    when(urls.length === 0, 10020022),
    when(urls.length < 3, 10020106),
    when(leaf.family === "food" && urls.length < 4, 10020229),
    when(urls.length > MAX_HEAD, 10020023),
    when(hasTwice(urls), 10020225),
    urlRefusal(urls, album),
  ]);

/** 1 to 20 detail pictures without repetition, 3 at least for food and fresh goods. */
export const detailRefusal = (urls: readonly string[], leaf: Leaf, album: Album): Reply | null =>
  firstRefusal([
    when(urls.length === 0, 10020107),
    when(leaf.family === "food" && urls.length < 3, 10020230),
    when(urls.length > MAX_DETAIL, 10020025),
    when(hasTwice(urls), 10020226),
    urlRefusal(urls, album),
  ]);
