declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Integer fen. The name keeps the unit: priceFen. Made only in `domain/money.ts`. */
export type Fen = Brand<number, "Fen">;
/** ISO 8601 UTC with milliseconds and Z: text order is time order; stored, queued and answered as it is. Made only in `domain/time.ts`. */
export type Instant = Brand<string, "Instant">;
/** SHA-256 hex of bytes, or of canonical JSON (keys sorted). Made only in `domain/hash.ts`. */
export type Hash = Brand<string, "Hash">;
/** A calendar day of Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = Brand<string, "Day">;

/** A sentence for people: Chinese for merchants, English for engineers. */
export interface Text {
  zh: string;
  en: string;
}
