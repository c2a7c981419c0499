import type { Finding } from "../../finding.ts";
import { divisionExists } from "../divisions.ts";
import type { GoodsListing } from "../goods.ts";
import type { Location } from "../location.ts";
import { categoryOf } from "../category.ts";
import { block, hint, pointer, review, type LintContext, type Rule } from "./context.ts";

/** The parcel can leave, in the right temperature, and not by shutting out its own province. */
export const shipRules: Rule = (listing, context) => {
  if (listing.kind !== "goods") return [];
  return [...place(listing, context), ...areas(listing), ...temperature(listing), ...returns(listing)];
};

function place({ ship, supplierId }: GoodsListing, { locations }: LintContext): readonly Finding[] {
  if (locations === undefined) return [];
  const location = locations.get(ship.locationId);
  const at = "/ship/locationId";
  if (location === undefined)
    return [
      block("ship.location", at, [
        `没有发货点 ${ship.locationId}`,
        `there is no location ${ship.locationId}`,
        "选一个发货点, 或先建好",
        "choose a location or make it first",
      ]),
    ];
  return [
    ...carriers(location),
    ...(location.supplierId !== undefined && location.supplierId !== supplierId
      ? [
          hint("ship.other_supplier", at, [
            "发货点属于另一个供货方",
            "the location belongs to another supplier",
            "核对发货点",
            "check it",
          ]),
        ]
      : []),
  ];
}

function carriers({ carriers: list, returnAddress }: Location): readonly Finding[] {
  return [
    ...(list.length === 0
      ? [
          review("ship.no_carrier", "/ship/locationId", [
            "发货点没有写可用快递",
            "the location names no carrier",
            "写上会来取件的快递",
            "write the carriers that come there",
          ]),
        ]
      : []),
    ...(returnAddress === undefined
      ? [
          hint("ship.no_return_address", "/ship/locationId", [
            "发货点没有退货地址, 将用发货地址",
            "no return address: the place itself is used",
            "补填退货地址",
            "write one",
          ]),
        ]
      : []),
  ];
}

const HOME = [
  "不发货地区里有产地自己",
  "the origin itself is not served",
  "从不发货地区里去掉本省",
  "take the own province off the list",
] as const;

function areas({ ship, originCode }: GoodsListing): readonly Finding[] {
  const notSend = ship.notSend.map((code, index) => ({ code, at: pointer("ship", "notSend", index) }));
  const surcharge = ship.surcharge.flatMap(({ codes }, index) =>
    codes.map((code) => ({ code, at: pointer("ship", "surcharge", index, "codes") })),
  );
  return [
    ...[...notSend, ...surcharge]
      .filter(({ code }) => !divisionExists(code))
      .map(({ code, at }) => unknownArea(code, at)),
    ...notSend.filter(({ code }) => originCode.startsWith(code)).map(({ at }) => block("ship.home_excluded", at, HOME)),
  ];
}

function unknownArea(code: string, at: string): Finding {
  const texts = ["用 GB/T 2260 代码", "use a GB/T 2260 code"] as const;
  return block("ship.area", at, [`区划代码 ${code} 不存在`, `there is no division ${code}`, ...texts]);
}

/** Where fresh goods mostly spoil on the way: 西藏, 新疆. */
const REMOTE = ["54", "65"];
const WARM = {
  frozen: ["冷冻商品须冷冻运输", "frozen goods need frozen transport", "运输温度改为冷冻", "set frozen"],
  chilled: ["冷藏商品不能常温运输", "chilled goods can't travel warm", "改为冰袋或冷藏", "set ice_pack or chilled"],
  transit: [
    "鲜果建议设最长运输时间",
    "fresh fruit wants a longest transit time",
    "例如 72 小时",
    "72 hours, for example",
  ],
  remote: [
    "鲜货发往西藏、新疆容易坏在路上",
    "fresh goods mostly spoil on the way to Tibet and Xinjiang",
    "列为不发货地区, 或写明加价",
    "exclude them, or name a surcharge",
  ],
} as const;

function temperature({ ship, storage, categoryCode }: GoodsListing): readonly Finding[] {
  const at = "/ship/temp";
  if (storage === "frozen" && ship.temp !== "frozen") return [block("ship.cold_chain", at, WARM.frozen)];
  if (storage === "chilled" && ship.temp === "ambient") return [block("ship.cold_chain", at, WARM.chilled)];
  const fresh = categoryOf(categoryCode)?.gate === "fresh";
  if (!fresh) return [];
  const far = [...ship.notSend, ...ship.surcharge.flatMap(({ codes }) => codes)];
  return [
    ...(ship.maxTransitHours === undefined ? [hint("ship.transit", "/ship/maxTransitHours", WARM.transit)] : []),
    ...(REMOTE.every((code) => far.includes(code)) ? [] : [hint("ship.remote", "/ship/notSend", WARM.remote)]),
  ];
}

function returns({ returns: policy, freshClaim, categoryCode }: GoodsListing): readonly Finding[] {
  const gate = categoryOf(categoryCode)?.gate;
  const found: Finding[] = [];
  if (policy === "fresh_claim" && freshClaim === undefined)
    found.push(
      hint("returns.claim", "/freshClaim", [
        "坏损包赔没写时限和凭证",
        "the fresh claim has no hours and evidence",
        "写明签收后多少小时内凭什么申请",
        "write hours and evidence",
      ]),
    );
  if (policy === "none" && gate !== "fresh" && gate !== "cold_chain")
    found.push(
      review("returns.none", "/returns", [
        "非鲜活易腐商品一般须支持七天无理由退货 (消法 25)",
        "goods that don't perish mostly need the seven-day return (Consumer Law 25)",
        "改为七天无理由, 或说明定制等理由",
        "set seven_days, or say why not",
      ]),
    );
  return found;
}
