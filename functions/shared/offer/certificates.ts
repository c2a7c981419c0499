import type { Body, Named } from "../../../adapters/contract.ts";
import type { Licence } from "../../../domain/listing/head.ts";
import type { Listing } from "../../../domain/listing/listing.ts";

interface Paper {
  words: readonly string[];
  number: string;
  file: string | undefined;
}

/** What people call each paper: a certificate that a category names is matched by one of these words. */
const LICENCE_WORDS: Readonly<Record<Licence["type"], readonly string[]>> = {
  business: ["营业执照"],
  food_permit: ["食品经营许可", "食品流通许可"],
  food_filing: ["预包装食品备案", "仅销售预包装"],
  travel_agency: ["旅行社"],
  special_trade: ["特种行业"],
  homestay_filing: ["民宿"],
  hygiene: ["卫生许可"],
  fire_check: ["消防"],
  scenic_operation: ["景区"],
  alcohol: ["酒类"],
  other: [],
};
const CERT_WORDS: Readonly<Record<string, readonly string[]>> = {
  green_food: ["绿色食品"],
  organic: ["有机产品", "有机"],
  organic_conversion: ["有机转换"],
  geographical_indication: ["地理标志"],
  quality_local: ["名特优新"],
  pollution_free: ["无公害"],
  haccp: ["HACCP"],
  selenium: ["富硒"],
  heritage: ["非物质文化遗产", "非遗"],
};
const QUARANTINE_WORDS = { animal: ["动物检疫"], plant: ["植物检疫"] } as const;

/** The papers that go with a body: under the platform's own number where its category asks for one of that name, else under our type. Without a scan a paper has no pictures. */
export function certificatesOf(
  listing: Listing,
  papers: readonly Licence[],
  asked: readonly Named[],
): Body["certificates"] {
  const all = papersOf(listing, papers);
  const found = asked.flatMap(({ id, name }) => {
    const paper = all.find(({ words }) => words.some((word) => name.includes(word)));
    return paper === undefined ? [] : [{ type: id, number: paper.number, pictures: scans(paper) }];
  });
  const named = listing.licences.map(({ type, no, file }) => ({ type, number: no, pictures: file ? [file] : [] }));
  return asked.length === 0 ? named : found;
}

function scans({ file }: Paper): readonly string[] {
  return file === undefined ? [] : [file];
}

function papersOf(listing: Listing, more: readonly Licence[]): readonly Paper[] {
  const licences = [...listing.licences, ...more].map(({ type, no, file }) => ({
    words: LICENCE_WORDS[type],
    number: no,
    file,
  }));
  if (listing.kind !== "goods") return licences;
  return [
    ...licences,
    ...listing.certs.map(({ type, no, file }) => ({ words: CERT_WORDS[type] ?? [], number: no, file })),
    ...listing.quarantine.map(({ type, no, file }) => ({ words: QUARANTINE_WORDS[type], number: no, file })),
    ...listing.testReports.map(({ lab, file }) => ({ words: ["检测报告", "质检报告", "检验报告"], number: lab, file })),
    ...(listing.promiseCert === undefined
      ? []
      : [{ words: ["合格证"], number: listing.promiseCert.no, file: listing.promiseCert.file }]),
  ];
}
