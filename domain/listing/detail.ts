import { netContentText, STORAGE_NAMES } from "./attributes.ts";
import { divisionName } from "./divisions.ts";
import type { GoodsListing } from "./goods.ts";
import { escapeHtml, plainHtml } from "./html.ts";
import { isTravel, type Listing } from "./listing.ts";
import { optionName } from "./option.ts";
import { travelSections } from "./travel-detail.ts";

/** A heading and what stands under it: rows of a table, or lines of a list. Empty ones are not printed. */
export type Section = { title: string } & (
  { rows: readonly (readonly [name: string, text: string | undefined])[] } | { lines: readonly string[] }
);

/** The detail page: the merchant's own text reduced to plain formatting, then a block made of the fields. Everything is escaped. */
export function detailHtmlOf(listing: Listing): string {
  const sections = isTravel(listing) ? travelSections(listing) : goodsSections(listing);
  const points = { title: "卖点", lines: listing.sellingPoints };
  return [plainHtml(listing.descriptionHtml), ...[points, ...sections].map(sectionHtml)]
    .filter((part) => part !== "")
    .join("\n");
}

function sectionHtml(section: Section): string {
  const body = "rows" in section ? tableOf(section.rows) : listOf(section.lines);
  return body === "" ? "" : `<h3>${escapeHtml(section.title)}</h3>${body}`;
}

function tableOf(rows: readonly (readonly [string, string | undefined])[]): string {
  const written = rows.flatMap(([name, text]) =>
    text === undefined || text === "" ? [] : [`<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(text)}</td></tr>`],
  );
  return written.length === 0 ? "" : `<table>${written.join("")}</table>`;
}

function listOf(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`;
}

const RETURNS = {
  seven_days: "支持七天无理由退货",
  fresh_claim: "生鲜坏损包赔, 不适用七天无理由退货",
  none: "不支持无理由退货",
} as const;

function goodsSections(listing: GoodsListing): readonly Section[] {
  return [
    {
      title: "规格",
      rows: listing.options.map((option) => [
        optionName(option),
        option.netContent && netContentText(option.netContent),
      ]),
    },
    { title: "产品信息", rows: labelRows(listing) },
    { title: "生产信息", rows: producerRows(listing) },
    {
      title: "认证",
      lines: listing.certs.map(({ type, no, holder }) => [CERTS[type], no, holder].filter(Boolean).join(" ")),
    },
    { title: "售后", lines: [RETURNS[listing.returns], ...claimLines(listing)] },
    { title: "声明", lines: listing.legalClass === "health_food" ? ["本品不能代替药物"] : [] },
    { title: "提示", lines: listing.legalClass === "alcohol" ? ["过量饮酒有害健康, 未成年人请勿饮酒"] : [] },
  ];
}

const CERTS = {
  green_food: "绿色食品",
  organic: "有机产品",
  organic_conversion: "有机转换产品",
  geographical_indication: "地理标志",
  quality_local: "名特优新农产品",
  pollution_free: "无公害农产品",
  haccp: "HACCP",
  selenium: "富硒",
  heritage: "非遗",
  other: "证书",
} as const;

function labelRows(listing: GoodsListing): readonly (readonly [string, string | undefined])[] {
  return [
    ["产地", listing.originText ?? divisionName(listing.originCode)],
    ["净含量", listing.netContent && netContentText(listing.netContent)],
    ["等级", listing.specs.grade],
    ["规格大小", listing.specs.sizeMm === undefined ? undefined : `${listing.specs.sizeMm} mm`],
    ["包装", listing.specs.packaging],
    ["材质", listing.material],
    ["配料", listing.ingredients],
    ["致敏物", listing.allergens],
    ["转基因", listing.gmo ? "转基因产品" : undefined],
    ["保质期", listing.shelfLifeDays === undefined ? undefined : `${listing.shelfLifeDays} 天`],
    [
      "生产日期",
      listing.productionDate ??
        (listing.producedWithinDays === undefined ? undefined : `发货前 ${listing.producedWithinDays} 天内`),
    ],
    ["储存条件", listing.storageText ?? (listing.storage && STORAGE_NAMES[listing.storage])],
    ["产品标准号", listing.standardNo],
    ["生产许可证编号", listing.scNo],
    [
      "酒精度",
      listing.compliance?.alcoholPercent === undefined ? undefined : `${listing.compliance.alcoholPercent}%vol`,
    ],
  ];
}

function producerRows({
  producer,
  commissioner,
  promiseCert,
}: GoodsListing): readonly (readonly [string, string | undefined])[] {
  return [
    ["生产者", producer?.name],
    ["生产者地址", producer?.address],
    ["联系方式", producer?.contact],
    ["委托方", commissioner?.name],
    ["委托方地址", commissioner?.address],
    ["承诺达标合格证", promiseCert && `${promiseCert.no} ${promiseCert.issuer} ${promiseCert.date}`],
  ];
}

function claimLines({ freshClaim }: GoodsListing): readonly string[] {
  return freshClaim === undefined ? [] : [`签收后 ${freshClaim.hours} 小时内凭${freshClaim.evidence}申请赔付`];
}
