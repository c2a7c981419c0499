import * as z from "zod";
import data from "../../data/words.json" with { type: "json" };
import type { Finding } from "../../finding.ts";
import type { Day } from "../../units.ts";
import { textOfHtml } from "../html.ts";
import { isTravel, type Listing } from "../listing.ts";
import { MAKERS, pointer, type LintContext, type Rule } from "./context.ts";

const Group = z.strictObject({
  id: z.string(),
  severity: z.enum(["block", "review", "hint"]),
  effectiveFrom: z.string(),
  lawRef: z.string(),
  /** Classes for which a block is only looked at by a person. */
  reviewFor: z.array(z.string()).default([]),
  words: z.array(z.string()).min(1),
  exceptions: z.array(z.string()),
  provedBy: z.record(z.string(), z.string()).default({}),
  provedByLinkage: z.boolean().default(false),
  remedy: z.strictObject({ zh: z.string(), en: z.string() }),
});
type Group = z.infer<typeof Group>;
const Lexicon = z.strictObject({
  version: z.string(),
  traditional: z.record(z.string(), z.string()),
  groups: z.array(Group),
});
/** The lexicon of words that advertising law and food law watch; data, so that counsel can change it. */
export const LEXICON = Lexicon.parse(data);

/** Words and exceptions in the spelling of `fold`, once: every text of every listing is matched against them. */
interface Folded {
  group: Group;
  words: readonly { word: string; folded: string; exceptions: readonly string[] }[];
}
let foldedGroups: readonly Folded[] | undefined;
const groupsFolded = (): readonly Folded[] =>
  (foldedGroups ??= LEXICON.groups.map((group) => ({
    group,
    words: group.words.map((word) => {
      const folded = fold(word).text;
      const exceptions = group.exceptions.map((exception) => fold(exception).text);
      return { word, folded, exceptions: exceptions.filter((exception) => exception.includes(folded)) };
    }),
  })));

/** A word found: where it stands in the text (`span`, end excluded), which word, which law. */
export interface WordFinding extends Finding {
  span: readonly [from: number, to: number];
  text: string;
  lawRef: string;
}

/** Watched words in every text that a buyer sees: titles, points, options, detail text, notices, shops' overrides. */
export const wordRules: Rule = (listing, context) =>
  textsOf(listing).flatMap(({ at, text }) => wordsIn(listing, { at, text, context }));

interface Place {
  at: string;
  text: string;
  context: LintContext;
}

function wordsIn(listing: Listing, { at, text, context }: Place): readonly WordFinding[] {
  const folded = fold(text);
  return groupsFolded()
    .filter(({ group }) => group.effectiveFrom <= context.today)
    .flatMap(({ group, words }) =>
      words.flatMap(({ word, folded: sought, exceptions }) =>
        hits(folded.text, sought, exceptions).map((start) => ({
          word,
          group,
          span: [folded.at[start] ?? 0, (folded.at[start + sought.length - 1] ?? 0) + 1] as const,
        })),
      ),
    )
    .filter((hit, _index, all) => !all.some((other) => other.group === hit.group && holds(other.span, hit.span)))
    .filter(
      ({ word, group }) =>
        !proved(listing, { word, group, today: context.today }) && !letPass(listing, word, context.today),
    )
    .map(({ word, group, span }) => ({
      ...MAKERS[severityFor(listing, group)](`word.${group.id}`, at, [
        `「${text.slice(...span)}」是限制用语 (${group.lawRef})`,
        `"${word}" is restricted (${group.id})`,
        group.remedy.zh,
        group.remedy.en,
      ]),
      span,
      text: text.slice(...span),
      lawRef: group.lawRef,
    }));
}

/** Text in one spelling: NFKC, lower case, simplified for the signs used, without spaces and symbols; `at` leads back to the original. */
export function fold(text: string): { text: string; at: readonly number[] } {
  const at: number[] = [];
  let folded = "";
  let index = 0;
  for (const sign of text) {
    for (const plain of sign.normalize("NFKC").toLowerCase()) {
      if (!/[\p{L}\p{N}%]/u.test(plain)) continue;
      folded += LEXICON.traditional[plain] ?? plain;
      at.push(...Array<number>(plain.length).fill(index));
    }
    index += sign.length;
  }
  return { text: folded, at };
}

function hits(text: string, word: string, exceptions: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
    const excused = exceptions.some((exception) => {
      const inside = exception.indexOf(word);
      return inside >= 0 && start >= inside && text.startsWith(exception, start - inside);
    });
    if (!excused) found.push(start);
  }
  return found;
}

/** True when the first span holds the second and more: 祖传秘方 is told, not 秘方 inside it again. */
function holds([from, to]: readonly [number, number], [start, end]: readonly [number, number]): boolean {
  return from <= start && to >= end && to - from > end - start;
}

function severityFor(listing: Listing, { severity, reviewFor }: Group): Finding["severity"] {
  const kind = isTravel(listing) ? "travel" : listing.legalClass;
  return severity === "block" && reviewFor.includes(kind) ? "review" : severity;
}

/** A valid certificate of the right kind, or a linkage with evidence, makes the claim true. */
function proved(listing: Listing, { word, group, today }: { word: string; group: Group; today: Day }): boolean {
  const { provedBy, provedByLinkage } = group;
  if (provedByLinkage)
    return (listing.provenance?.linkages.length ?? 0) > 0 && (listing.provenance?.evidence.length ?? 0) > 0;
  const type = provedBy[word];
  if (type === undefined || isTravel(listing)) return false;
  return listing.certs.some(
    (cert) => cert.type === type && (cert.validUntil === undefined || cert.validUntil >= today),
  );
}

function letPass(listing: Listing, word: string, today: Day): boolean {
  return (
    listing.compliance?.approvedExceptions.some(({ text, until }) => text.includes(word) && until >= today) ?? false
  );
}

interface Written {
  at: string;
  text: string;
}

function textsOf(listing: Listing): readonly Written[] {
  const overrides = Object.entries(listing.shopOverrides).flatMap(([shop, override]) => [
    ...headTexts(override, ["shopOverrides", shop]),
  ]);
  const options = listing.options.map(({ name }, index) => ({
    at: pointer("options", index, "name"),
    text: name ?? "",
  }));
  return [...headTexts(listing, []), ...options, ...travelTexts(listing), ...overrides].filter(
    ({ text }) => text !== "",
  );
}

interface Head {
  titleShort?: string | undefined;
  titleLong?: string | undefined;
  sellingPoints?: readonly string[] | undefined;
  descriptionHtml?: string | undefined;
}

function headTexts(head: Head, under: readonly string[]): readonly Written[] {
  return [
    { at: pointer(...under, "titleShort"), text: head.titleShort ?? "" },
    { at: pointer(...under, "titleLong"), text: head.titleLong ?? "" },
    ...(head.sellingPoints ?? []).map((text, index) => ({ at: pointer(...under, "sellingPoints", index), text })),
    { at: pointer(...under, "descriptionHtml"), text: textOfHtml(head.descriptionHtml ?? "") },
  ];
}

function travelTexts(listing: Listing): readonly Written[] {
  if (!isTravel(listing)) return [];
  const days = "itinerary" in listing ? listing.itinerary : [];
  return [
    ...lines("feeIncluded", listing.feeIncluded),
    ...lines("feeExcluded", listing.feeExcluded),
    ...Object.entries(listing.notices).flatMap(([name, texts]) => lines(`notices/${name}`, texts)),
    ...days.flatMap(({ title, items }, index) => [
      { at: pointer("itinerary", index, "title"), text: title },
      ...items.map(({ desc }, item) => ({ at: pointer("itinerary", index, "items", item, "desc"), text: desc })),
    ]),
  ];
}

function lines(under: string, texts: readonly string[]): readonly Written[] {
  return texts.map((text, index) => ({ at: `/${under}/${index}`, text }));
}
