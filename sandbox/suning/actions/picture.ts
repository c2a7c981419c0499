import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { isBase64 } from "../item-form.ts";
import { text } from "../params.ts";
import { pictureSize } from "../picture-size.ts";
import { placeholders } from "../placeholders.ts";
import type { Action } from "./action.ts";

type Module = "addNPic" | "pic";

/** One SDK wraps the base64 into quoted pieces of sixty signs: quotes and white space don't count. */
function upload(ask: Ask, module: Module): Reply {
  const { params, shop, scene } = ask;
  const coded = (text(params, "picContent") || text(params, "picFileData")).replace(/['\s]/g, "");
  if (coded === "") return refuse(`biz.${module}.missing-parameter:picContent`, "图片内容不能为空");
  if (!isBase64(coded)) return refuse(`biz.custom.${module}.picContent-format:error`, "图片内容不是base64");
  const bytes = Buffer.from(coded, "base64");
  if (bytes.length > placeholders.pictureBytesMax.value) {
    return refuse(`biz.custom.${module}.picContent-length:overlong`, "图片超过1M");
  }
  const size = pictureSize(bytes);
  // The older call takes no png.
  if (size === null || (module === "pic" && size.type === "png")) {
    return refuse(`biz.custom.${module}.picContent-format:error`, "图片格式不支持");
  }
  const picUrl = `https://uimgproxy.suning.cn/uimg1/sop/commodity/${scene.random.digits(19)}.${size.type}`;
  scene.world.pictures.set(picUrl, { shop: shop.code, width: size.width, height: size.height });
  return one({ picUrl });
}

export const pictures: Readonly<Record<string, Action>> = {
  "suning.custom.npic.add": { module: "addNPic", required: [], run: (ask) => upload(ask, "addNPic") },
  "suning.custom.pic.add": { module: "pic", required: [], run: (ask) => upload(ask, "pic") },
};
