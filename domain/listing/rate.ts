import type { Band } from "./band.ts";
import type { Price, TravelOption } from "./option.ts";
import type { Unit } from "./travel.ts";

/**
 * The price of an option for a unit and a band: a rate that names both, then one that names the unit, then one that names the band
 * (first unit only, since a band's price is the full one), the band's own price, the option's price. Null where none is written.
 */
export function priceOf(
  option: TravelOption,
  ask: { unit: Unit | null; band: Band | null; first: boolean },
): Price | null {
  const { unit, band, first } = ask;
  const both = option.rates.find((rate) => rate.unit === unit?.code && rate.band === band?.code);
  if (both !== undefined) return both;
  const byUnit = unit && option.rates.find((rate) => rate.unit === unit.code && rate.band === undefined);
  if (byUnit) return byUnit;
  if (!first) return null;
  const byBand = band && option.rates.find((rate) => rate.unit === undefined && rate.band === band.code);
  if (byBand) return byBand;
  if (band?.priceFen !== undefined) return { sellFen: band.priceFen };
  return option.price ?? null;
}

/** Units with a price of their own; the first one always, since a platform sells at least one thing. */
export function unitsSold(option: TravelOption, units: readonly Unit[]): readonly (Unit | null)[] {
  const [first, ...others] = units;
  if (first === undefined) return [null];
  return [first, ...others.filter(({ code }) => option.rates.some((rate) => rate.unit === code))];
}
