import { divisionExists } from "../divisions.ts";
import type { Finding } from "../../finding.ts";
import { isTravel } from "../listing.ts";
import { block, hint, pointer, type Rule } from "./context.ts";
import { usccValid } from "./numbers.ts";

/** Division codes exist (GB/T 2260), lots come from the stated county, and credit codes have a right check sign. */
export const originRules: Rule = (listing) => {
  const place = isTravel(listing) ? listing.place?.divisionCode : undefined;
  return [
    ...(/0000$|00$/.test(listing.originCode) && divisionExists(listing.originCode)
      ? [
          hint("origin.wide", "/originCode", [
            "产地写到了省或市, 建议写到县",
            "the origin is a province or city",
            "填县级 6 位代码",
            "write the county's six digits",
          ]),
        ]
      : []),
    ...(divisionExists(listing.originCode) ? [] : [unknown(listing.originCode, "/originCode")]),
    ...(place === undefined || divisionExists(place) ? [] : [unknown(place, "/place/divisionCode")]),
    ...(isTravel(listing)
      ? []
      : listing.lots.flatMap(({ villageCode }, index) =>
          lot(villageCode, listing.originCode, pointer("lots", index, "villageCode")),
        )),
    ...(isTravel(listing)
      ? []
      : (["producer", "commissioner"] as const).flatMap((who) => credit(listing[who]?.uscc, pointer(who, "uscc")))),
  ];
};

function unknown(code: string, at: string): Finding {
  return block("origin.unknown", at, [
    `行政区划代码 ${code} 不存在`,
    `there is no division ${code} in GB/T 2260`,
    "江华 431129, 成县 621221; 按国标填写",
    "write the county's GB/T 2260 code",
  ]);
}

function lot(villageCode: string | undefined, originCode: string, at: string): readonly Finding[] {
  if (villageCode === undefined || villageCode.startsWith(originCode.slice(0, 6))) return [];
  return [
    block("origin.lot", at, [
      "批次的村不在产地所在县",
      "the lot's village lies outside the county of origin",
      "改正产地, 或换批次",
      "mend the origin, or take another lot",
    ]),
  ];
}

/** A unified social credit code with a wrong check sign. */
export function credit(uscc: string | undefined, at: string): readonly Finding[] {
  if (uscc === undefined || usccValid(uscc)) return [];
  return [
    block("uscc.check", at, [
      "统一社会信用代码校验不通过",
      "the unified social credit code has a wrong check sign",
      "照营业执照抄写 18 位, 单元格设为文本",
      "copy the 18 characters from the licence; format the cell as text",
    ]),
  ];
}
