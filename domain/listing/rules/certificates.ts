import type { Finding } from "../../finding.ts";
import { daysBetween } from "../../time.ts";
import type { Day } from "../../units.ts";
import type { Certificate, GoodsListing } from "../goods.ts";
import { block, hint, pointer, review, type Rule } from "./context.ts";

/** An expiry is told so many days ahead. */
const WARN_DAYS = 60;

/** Licences and certificates that have run out or soon will; certificates whose region or product does not fit. */
export const certificateRules: Rule = (listing, { today, suppliers }) => {
  const supplier = suppliers?.get(listing.supplierId);
  const certs = listing.kind === "goods" ? listing.certs : [];
  return [
    ...listing.licences.flatMap(({ validUntil, no }, index) =>
      expiry({ validUntil, no, today, at: pointer("licences", index), licence: true }),
    ),
    ...(supplier?.licences ?? []).flatMap(({ validUntil, no }) =>
      expiry({ validUntil, no, today, at: "/supplierId", licence: true }),
    ),
    ...certs.flatMap(({ validUntil, no }, index) =>
      expiry({ validUntil, no, today, at: pointer("certs", index), licence: false }),
    ),
    ...(listing.kind === "goods" ? certs.flatMap((cert, index) => fits(listing, cert, pointer("certs", index))) : []),
  ];
};

interface Paper {
  validUntil: Day | undefined;
  no: string;
  today: Day;
  at: string;
  licence: boolean;
}

/** A licence that ran out blocks; a certificate that ran out only takes its claim away, which a person must see. */
function expiry({ validUntil, no, today, at, licence }: Paper): readonly Finding[] {
  if (validUntil === undefined) return [];
  const left = daysBetween(today, validUntil);
  if (left < 0) {
    const make = licence ? block : review;
    return [
      make(licence ? "licence.expired" : "cert.expired", at, [
        `证照 ${no} 已于 ${validUntil} 到期`,
        `${no} ran out on ${validUntil}`,
        "换新证照并更新有效期; 相关宣传先撤下",
        "renew it and update its end; take the claim off until then",
      ]),
    ];
  }
  if (left > WARN_DAYS) return [];
  return [
    hint(licence ? "licence.ends_soon" : "cert.ends_soon", at, [
      `证照 ${no} 还有 ${left} 天到期`,
      `${no} runs out in ${left} days`,
      "提前办理续期",
      "renew it in time",
    ]),
  ];
}

const TEXTS = {
  region: [
    "产地不在证书的地域范围内",
    "the origin lies outside the region of the certificate",
    "核对产地; 不在范围内不能用此标志",
    "check the origin; outside the region the mark may not be used",
  ],
  scope: [
    "证书范围不含本品",
    "the certificate does not cover this product",
    "换成覆盖本品的证书, 或去掉相关宣传",
    "use a certificate that covers it, or drop the claim",
  ],
  greenNumber: [
    "绿色食品编号通常以 LB- 或 GF 开头",
    "green food numbers begin with LB- or GF",
    "对照证书核对",
    "compare it with the certificate",
  ],
  evidence: [
    "没有上传证明文件",
    "no evidence is attached",
    "上传证书或授权文件",
    "attach the certificate or authorisation",
  ],
  holder: ["持证人与生产者不同", "the holder is not the producer", "附授权文件", "attach the authorisation"],
} as const;

/** Marks that only local papers or an authorisation prove. */
const NEEDS_FILE = new Set<Certificate["type"]>(["selenium", "quality_local", "geographical_indication"]);

function fits(listing: GoodsListing, cert: Certificate, at: string): readonly Finding[] {
  const { regions, scope, type, no, holder } = cert;
  const found: Finding[] = [];
  if (regions.length > 0 && !regions.some((region) => listing.originCode.startsWith(region)))
    found.push(block("cert.region", at, TEXTS.region));
  if (scope.length > 0 && !scope.some((product) => covers(listing, product)))
    found.push(review("cert.scope", at, TEXTS.scope));
  if (type === "green_food" && !/^(LB-|GF\d{12}$)/.test(no))
    found.push(hint("cert.green_food_number", at, TEXTS.greenNumber));
  if (NEEDS_FILE.has(type) && cert.file === undefined) found.push(hint("cert.evidence", at, TEXTS.evidence));
  const owned = holder === undefined || type === "geographical_indication" || holder === listing.producer?.name;
  if (!owned && listing.producer !== undefined) found.push(hint("cert.holder", at, TEXTS.holder));
  return found;
}

function covers(listing: GoodsListing, product: string): boolean {
  return [listing.titleShort, listing.titleLong ?? ""].some((title) => title.includes(product));
}
