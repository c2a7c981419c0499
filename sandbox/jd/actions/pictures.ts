import { edited } from "../audit.ts";
import { success, type Actions, type Call } from "../call.ts";
import { badValue } from "../codes.ts";
import { addPicture } from "../hand-made.ts";
import { id } from "../json.ts";
import { listOf, needId, needText, pageOf, textOf } from "../params.ts";
import { broken, checkImages, checkMainImage, MOST_IMAGES, NO_COLOUR, needWare } from "../ware-rules.ts";
import type { Ware, WareImage } from "../ware.ts";

const MOST_BYTES = 1024 * 1024;
const MAGIC: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
];
type Answer = Readonly<Record<string, unknown>>;

/** png, jpg, gif or bmp by its first bytes, at most 1 MB, base64 in the JSON. */
function upload({ world, shop, params }: Call): Answer {
  const failed = (desc: string): Answer => ({ return_code: 0, desc, picture_id: null, picture_url: null });
  const text = needText(params, "image_data");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text.replaceAll(/\s/g, ""))) return failed("图片数据不正确");
  const bytes = Buffer.from(text, "base64");
  if (bytes.length > MOST_BYTES) return failed("图片不能超过1MB");
  if (!MAGIC.some((magic) => magic.every((byte, index) => bytes[index] === byte))) return failed("图片格式不正确");
  const name = textOf(params, "picture_name") ?? "";
  if (Buffer.byteLength(name) > 64) return failed("图片名称不能超过64字节");
  const url = addPicture(world, shop, name, bytes.length);
  return { return_code: 1, desc: "success", picture_id: world.pictures.get(url)?.id ?? "", picture_url: url };
}

function query(call: Call): Answer {
  const { world, shop, params } = call;
  const at = pageOf(params, { page: "page_num", size: "page_size" }, { most: 100, usual: 20 });
  const all = [...world.pictures].filter(([, picture]) => picture.venderId === shop.venderId);
  const rows = all.slice((at.page - 1) * at.size, at.page * at.size);
  const list = rows.map(([url, one]) => ({
    picture_id: one.id,
    picture_url: url,
    picture_name: one.name,
    picture_size: one.bytes,
  }));
  return { return_code: 1, desc: "success", total_num: all.length, imgList: list };
}

/** Pictures in use are kept. */
function remove({ world, shop, params }: Call): Answer {
  const ids = listOf(params, "picture_ids") ?? [];
  const found = [...world.pictures].filter(([, one]) => one.venderId === shop.venderId && ids.includes(one.id));
  const used = new Set([...world.wares.values()].flatMap((ware) => ware.images.map((image) => image.imgUrl)));
  if (found.some(([url]) => used.has(url))) return { return_code: 0, desc: "图片被引用,不能删除" };
  for (const [url] of found) world.pictures.delete(url);
  return { return_code: 1, desc: "success" };
}

/** Parallel lists; an index that is there is overwritten. */
function update(call: Call): Answer {
  const { params } = call;
  const ware = needWare(call, needId(params, "wareId"));
  const colours = listOf(params, "colorId") ?? [];
  const indexes = listOf(params, "imgIndex") ?? [];
  const urls = listOf(params, "imgUrl") ?? [];
  if (colours.length !== indexes.length || colours.length !== urls.length)
    throw badValue("imgUrl", "lists of one length");
  const list = colours.map((colorId, at) => ({ colorId, imgIndex: indexes[at], imgUrl: urls[at] }));
  const images = checkImages(call, list);
  const kept = ware.images.filter((old) => !images.some((image) => samePlace(image, old)));
  const next = [...kept, ...images];
  if (next.filter((image) => image.colorId === NO_COLOUR).length > MOST_IMAGES) throw broken("每个颜色最多10张图片");
  put(call, ware, next);
  return success(call);
}

function samePlace(left: WareImage, right: WareImage): boolean {
  return left.colorId === right.colorId && left.imgIndex === right.imgIndex;
}

function put(call: Call, ware: Ware, images: readonly WareImage[]): void {
  ware.images = [...images].sort((left, right) => left.imgIndex - right.imgIndex);
  edited(call.world, ware, call.now);
}

/** Later pictures of the colour move up. */
function removeImages(call: Call): Answer {
  const { params } = call;
  const ware = needWare(call, needId(params, "wareId"));
  const colours = listOf(params, "colorIds") ?? [];
  const indexes = listOf(params, "imgIndexes") ?? [];
  if (colours.length === 0 || colours.length !== indexes.length) throw badValue("imgIndexes", "lists of one length");
  const gone = (image: WareImage) =>
    colours.some((colour, at) => colour === image.colorId && Number(indexes[at]) === image.imgIndex);
  const kept = ware.images.filter((image) => !gone(image));
  const places = new Map<string, number>();
  const moved = kept.map((image) => {
    const imgIndex = (places.get(image.colorId) ?? 0) + 1;
    places.set(image.colorId, imgIndex);
    return { ...image, imgIndex };
  });
  checkMainImage(moved);
  put(call, ware, moved);
  return success(call);
}

/** The picture store, and which pictures a ware shows (reference 6.3). */
export const PICTURES: Actions = {
  "jingdong.imgzone.picture.upload": { required: ["image_data"], run: upload },
  "jingdong.imgzone.picture.query": { run: query },
  "jingdong.imgzone.picture.delete": { required: ["picture_ids"], run: remove },
  "jingdong.image.write.update": { required: ["wareId", "colorId", "imgIndex", "imgUrl"], run: update },
  "jingdong.image.write.delete": { required: ["wareId", "colorIds", "imgIndexes"], run: removeImages },
  "jingdong.image.read.findImagesByWareId": {
    required: ["wareId"],
    run(call) {
      const { images } = needWare(call, needId(call.params, "wareId"));
      return {
        images: images.map((image) => ({
          ...image,
          imgId: null,
          imgZoneId: id(call.world.pictures.get(image.imgUrl)?.id ?? "0"),
          isGgt: null,
        })),
      };
    },
  },
};
