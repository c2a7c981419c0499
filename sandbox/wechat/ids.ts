import type { SandboxRandom } from "../kit/types.ts";

const fresh = (make: () => string, taken: (id: string) => boolean): string => {
  const id = make();
  return taken(id) ? fresh(make, taken) : id;
};

/** Numbers in the platform's own ranges; orders, after-sales and line keys are above 2^53. */
export const newProductId = (random: SandboxRandom, taken: (id: string) => boolean): string =>
  fresh(() => `1000019${random.digits(7)}`, taken);
export const newLocalLifeId = (random: SandboxRandom, taken: (id: string) => boolean): string =>
  fresh(() => `150000${random.digits(8)}`, taken);
export const newSkuId = (random: SandboxRandom): string => random.digits(10);
export const newOrderId = (random: SandboxRandom, taken: (id: string) => boolean): string =>
  fresh(() => `37${random.digits(17)}`, taken);
export const newAfterSaleId = (random: SandboxRandom, taken: (id: string) => boolean): string =>
  fresh(() => `20${random.digits(17)}`, taken);

const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ".split("");

/** A voucher code of the platform: twelve letters and digits that nobody mistakes. */
export const newVoucherCode = (random: SandboxRandom, taken: (id: string) => boolean): string =>
  fresh(() => Array.from({ length: 12 }, () => random.pick(CODE_LETTERS)).join(""), taken);

/** The number that callers quote to support; it stands at the end of errmsg. */
export const newRid = (random: SandboxRandom): string => [8, 8, 8].map((length) => random.hex(length)).join("-");
