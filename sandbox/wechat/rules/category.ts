import { firstRefusal, no, type Reply } from "../reply.ts";
import type { ProductFields } from "../shapes.ts";
import type { CategoryAttribute, Leaf, Shop, World } from "../world.ts";
import { urlRefusal, type Album } from "./pictures.ts";
import { hasTwice, lengthOf, when } from "./verdict.ts";

const MAX_QUALIFICATION_IMAGES = 10;
const MAX_KEY = 40;

type Found = { ok: true; leaf: Leaf } | { ok: false; refusal: Reply };

/** The leaf that the path names, if it is the whole path root to leaf; the new tree wins where both are sent. */
export const findLeaf = (fields: ProductFields, world: World, shop: Shop): Found => {
  const newTree = (fields.cats_v2 ?? []).length > 0;
  const ids = ((newTree ? fields.cats_v2 : fields.cats) ?? []).map(({ cat_id }) => cat_id);
  const leaf = world.leaves.get(ids.at(-1) ?? "");
  if (!leaf) return { ok: false, refusal: no(10020017) };
  const path = (newTree ? leaf.path : leaf.oldPath).map(({ id }) => id);
  if (ids.length !== path.length) return { ok: false, refusal: no(10020011) };
  if (path.some((id, index) => id !== ids[index])) return { ok: false, refusal: no(10020017, "path") };
  const refusal = permissionRefusal(leaf, shop);
  return refusal ? { ok: false, refusal } : { ok: true, leaf };
};

/** May this shop sell in it at all? */
export const permissionRefusal = (leaf: Leaf, shop: Shop): Reply | null =>
  when(!shop.leaves.has(leaf.id), leaf.inviteOnly ? 10020018 : 10020252, leaf.name);

/** Required attributes are there, none twice or empty, each value in its encoding. */
export const attributesRefusal = (sent: ProductFields["attrs"], leaf: Leaf): Reply | null => {
  const attributes = sent ?? [];
  const missing = leaf.attributes.find(
    ({ name, required }) => required && !attributes.some(({ attr_key }) => attr_key === name),
  );
  return firstRefusal([
    when(hasTwice(attributes.map(({ attr_key }) => attr_key)), 10020096),
    when(missing !== undefined, 10020097, missing?.name),
    ...attributes.map(({ attr_key, attr_value }) =>
      valueRefusal(
        leaf.attributes.find(({ name }) => name === attr_key),
        { key: attr_key, value: attr_value },
      ),
    ),
  ]);
};

const valueRefusal = (known: CategoryAttribute | undefined, sent: { key: string; value: string }): Reply | null =>
  firstRefusal([
    when(lengthOf(sent.key) > MAX_KEY, 10020032, sent.key),
    when(sent.value.trim() === "", 10020113, sent.key),
    when(known === undefined || !fits(known, sent.value), 10020098, sent.key),
  ]);

const fits = ({ type, values }: CategoryAttribute, value: string): boolean => {
  if (type === "string") return true;
  if (type === "select_one") return values.includes(value);
  const parts = /^(\d+(?:\.\d{1,4})?) (\S+)$/.exec(value);
  if (!parts || !values.includes(parts[2] ?? "")) return false;
  return type === "decimal4_unit" || !(parts[1] ?? "").includes(".");
};

/** Certificates that the category demands of each product, with at most ten pictures each. */
export const certificatesRefusal = (
  sent: ProductFields["product_qua_infos"],
  leaf: Leaf,
  album: Album,
): Reply | null => {
  const certificates = sent ?? [];
  const missing = leaf.certificates.find(
    ({ id }) => !certificates.some(({ qua_id, qua_url }) => qua_id === id && qua_url.length > 0),
  );
  return firstRefusal([
    when(missing !== undefined, 10020018, missing?.name),
    when(
      certificates.some(({ qua_url }) => qua_url.length > MAX_QUALIFICATION_IMAGES),
      10020027,
    ),
    urlRefusal(
      certificates.flatMap(({ qua_url }) => qua_url),
      album,
    ),
  ]);
};
