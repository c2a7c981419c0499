import { firstRefusal, type Reply } from "../reply.ts";
import { lengthOf, when } from "./verdict.ts";

const MAX_TITLE = 60;
const EFFECTIVE = /[\p{Script=Han}\p{L}\p{N}]/gu;
const ONLY_LATIN = /^[A-Za-z0-9\s]*$/;
/** Han, letters, digits and everyday punctuation. Roman numerals, roots and pictographs are outside. */
const ALLOWED =
  /^[\p{Script=Han}A-Za-z0-9\s\-_+*/.,:;!?()[\]{}<>&%#@'"=~\u00B7\u3001\u3002\uFF0C\uFF1A\uFF1B\uFF01\uFF1F\uFF08\uFF09\u3010\u3011\u300A\u300B\u201C\u201D\u2018\u2019\u2014\u2026\u00D7\u00B0\u2103]*$/u;

/** The rules of a goods title: 5 effective characters to 60, not Latin alone, no odd symbols. */
export const titleRefusal = (title: string | undefined): Reply | null => nameRefusal(title, 5);

/** The same rules with another least length, for local-life names. */
export const nameRefusal = (title: string | undefined, least: number): Reply | null => {
  const text = title ?? "";
  return firstRefusal([
    when(text.trim() === "", 10020020),
    when(lengthOf(text) > MAX_TITLE, 10020021),
    when((text.match(EFFECTIVE) ?? []).length < least, 10020042),
    when(!ALLOWED.test(text) || ONLY_LATIN.test(text), 10020045),
  ]);
};
