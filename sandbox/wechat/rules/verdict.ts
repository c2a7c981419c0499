import { no, type Reply } from "../reply.ts";

/** The refusal when a rule is broken, else null. */
export const when = (broken: boolean, code: number, detail = ""): Reply | null => (broken ? no(code, detail) : null);

/** Whether a text or number comes twice. */
export const hasTwice = (items: readonly string[]): boolean => new Set(items).size < items.length;

/** Characters as the platform counts a field's length. */
export const lengthOf = (text: string | undefined): number => [...(text ?? "")].length;
