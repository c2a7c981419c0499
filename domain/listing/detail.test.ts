import { describe, expect, it } from "vitest";
import { attributesOf } from "./attributes.ts";
import { detailHtmlOf } from "./detail.ts";
import { plainHtml, textOfHtml } from "./html.ts";
import { Listing } from "./listing.ts";

const walnuts = Listing.parse({
  id: "g-1",
  merchantKey: "CX-HT",
  kind: "goods",
  categoryCode: "F-walnut",
  legalClass: "edible_agri",
  titleShort: "核桃",
  originCode: "621221",
  brand: "成县核桃",
  netContent: { value: 2500, unit: "g" },
  specs: { grade: "一级", sizeMm: 32, packaging: "袋装" },
  shelfLifeDays: 180,
  storage: "cool_dry",
  descriptionHtml: '<p onclick="x()">山里<b>核桃</b></p><script>alert(1)</script><img src="https://x.example/a.png">',
  sellingPoints: ["<皮薄> & 仁满"],
  ship: { locationId: "loc-1", promiseHours: 48 },
  returns: "fresh_claim",
  freshClaim: { hours: 24, evidence: "照片" },
  options: [
    { id: "s", name: "2.5kg", price: { sellFen: 4900 } },
    { id: "l", name: "10kg", netContent: { value: 10000, unit: "g" }, price: { sellFen: 18000 } },
  ],
});
const stay = Listing.parse({
  id: "t-1",
  merchantKey: "JH-MS",
  kind: "homestay",
  titleShort: "瑶寨民宿",
  originCode: "431129",
  saleMode: "voucher_then_book",
  place: { name: "瑶寨", address: "湘江乡", divisionCode: "431129", phone: "0746-0000000" },
  advanceBooking: { minDays: 2 },
  bands: [
    {
      code: "weekday",
      days: ["weekday"],
      holiday: "supplement",
      supplements: [{ from: "2026-12-30", to: "2026-12-31", amountFen: 10000 }],
      useFrom: "2026-12-01",
      useUntil: "2027-03-31",
    },
  ],
  cancellation: [
    { beforeHours: 24, refundBps: 5000 },
    { beforeHours: 72, refundBps: 10000 },
  ],
  options: [{ id: "a", price: { sellFen: 16800 } }],
});

describe("attributesOf", () => {
  it("writes facts as people do, and takes the option's net content before the listing's", () => {
    const [small, large] = walnuts.options;

    expect(attributesOf(walnuts, small)).toEqual({
      origin: "甘肃省陇南市成县",
      brand: "成县核桃",
      option: "2.5kg",
      net_content: "2.5千克",
      net_content_grams: "2500 g",
      grade: "一级",
      size: "32 mm",
      packaging: "袋装",
      shelf_life_days: "180 天",
      storage: "阴凉干燥",
    });
    expect(attributesOf(walnuts, large)).toMatchObject({ net_content_grams: "10000 g" });
  });

  it("gives place, phone and the widest span of a stay", () => {
    expect(attributesOf(stay)).toMatchObject({
      place: "湘江乡",
      phone: "0746-0000000",
      use_from: "2026-12-01",
      use_until: "2027-03-31",
    });
  });
});

describe("detailHtmlOf", () => {
  it("escapes fields and reduces the merchant's own text to formatting", () => {
    const html = detailHtmlOf(walnuts);

    expect(html).toContain("<p>山里<b>核桃</b></p>");
    expect(html).toContain("&lt;皮薄&gt; &amp; 仁满");
    expect(html).not.toMatch(/script|onclick|img|alert/);
    expect(html).toContain("<tr><th>产地</th><td>甘肃省陇南市成县</td></tr>");
    expect(html).toContain("签收后 24 小时内凭照片申请赔付");
  });

  it("prints bands, supplements, the holiday list with its version, and what is not announced yet", () => {
    const html = detailHtmlOf(stay);

    expect(html).toContain("平日: 2026-12-01 至 2027-03-31, 节假日到店加价");
    expect(html).toContain("加 100.00 元");
    expect(html).toContain("2026-12-31 以后的法定节假日以国务院公布为准");
    expect(html).toContain("请提前 2 天 18:00 前预订");
    expect(html.indexOf("使用前 72 小时以上取消, 退 100%")).toBeLessThan(
      html.indexOf("使用前 24 小时以上取消, 退 50%"),
    );
  });

  it("is the same text each time", () => {
    expect(detailHtmlOf(stay)).toBe(detailHtmlOf(stay));
  });
});

describe("html", () => {
  it("leaves no attribute, unknown tag, comment or unclosed script", () => {
    expect(plainHtml('<div class="a"><a href="javascript:1">x</a><!-- c --></div>')).toBe("<div>x</div>");
    expect(plainHtml("a<script>alert(1)")).toBe("a");
    expect(plainHtml("1 < 2 <")).toBe("1 &lt; 2 &lt;");
    expect(textOfHtml("<p>祖传&nbsp;<b>秘方</b></p>")).toContain("祖传");
  });
});
