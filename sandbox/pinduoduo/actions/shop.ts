import type { Action, Call } from "../call.ts";
import { refusal } from "../codes.ts";
import { long } from "../json.ts";
import { needText } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { beijing, seconds, SECOND_MS } from "../time.ts";
import { grant } from "../tokens.ts";
import type { Token } from "../world.ts";

const PICTURE_HOST = "https://img.pddpic.com/open-gw/";
const MAX_BYTES = 1_000_000;
/** JPEG and PNG by their first bytes. */
const MAGIC = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from([0x89, 0x50, 0x4e, 0x47])];

/** The shop itself, its tokens, pictures, freight templates and return addresses. */
export const SHOP: Readonly<Record<string, Action>> = {
  "pdd.time.get": { root: "time_get_response", open: true, run: ({ now }) => ({ time: beijing(now) }) },
  "pdd.pop.auth.token.create": { root: "pop_auth_token_create_response", open: true, run: createToken },
  "pdd.pop.auth.token.refresh": { root: "pop_auth_token_refresh_response", open: true, run: refreshToken },
  "pdd.mall.info.get": {
    root: "mall_info_get_response",
    run: ({ shop }) => ({
      mall_id: long(shop.mallId),
      mall_name: shop.name,
      mall_desc: "",
      logo: "",
      merchant_type: 5,
    }),
  },
  "pdd.goods.image.upload": { root: "goods_image_upload_response", run: uploadPicture },
  "pdd.goods.logistics.template.get": {
    root: "goods_logistics_template_get_response",
    run: ({ shop }) => ({
      logistics_template_list: shop.templates.map(({ id, name }) => ({
        template_id: long(id),
        template_name: name,
        cost_type: 0,
      })),
      total_count: shop.templates.length,
    }),
  },
  "pdd.refund.address.list.get": {
    root: "refund_address_list_get_response",
    run: ({ shop }) => ({
      refund_address_list: shop.addresses.map(({ id, name, address }) => ({
        refund_address_id: id,
        refund_name: name,
        refund_address: address,
        is_default: "0",
      })),
    }),
  },
};

function createToken({ world, params, now }: Call): unknown {
  const code = world.codes.get(needText(params, "code"));
  if (code === undefined || code.expiresAt <= now) throw refusal(21001, "code");
  world.codes.delete(needText(params, "code"));
  return tokenAnswer(grant(world, code.mallId, { now }), now);
}

function refreshToken({ world, params, now }: Call): unknown {
  const refresh = needText(params, "refresh_token");
  const old = [...world.tokens.values()].find((one) => one.refresh === refresh);
  if (old === undefined || old.refreshUntil <= now) throw refusal(21001, "refresh_token");
  return tokenAnswer(grant(world, old.mallId, { now, overlapMs: PLACEHOLDERS.refreshOverlapMs.value }), now);
}

function tokenAnswer(token: Token, now: number): unknown {
  return {
    access_token: token.value,
    refresh_token: token.refresh,
    expires_in: (token.expiresAt - now) / SECOND_MS,
    expires_at: seconds(token.expiresAt),
    refresh_token_expires_in: (token.refreshUntil - now) / SECOND_MS,
    refresh_token_expires_at: seconds(token.refreshUntil),
    owner_id: token.mallId,
    owner_name: "pdd_owner",
    scope: [],
  };
}

function uploadPicture({ shop, params, random }: Call): unknown {
  const bytes = Buffer.from(needText(params, "image").replace(/^data:image\/\w+;base64,/, ""), "base64");
  const known = MAGIC.some((magic) => bytes.subarray(0, magic.length).equals(magic));
  if (!known || bytes.length > MAX_BYTES) throw refusal(21001, "image");
  const image_url = `${PICTURE_HOST}${random.hex(32)}.jpeg`;
  shop.pictures.add(image_url);
  return { image_url };
}
