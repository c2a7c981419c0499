/** Freight templates. */
export const FREIGHT_CODES: Readonly<Record<number, string>> = {
  10020007: "template id missing",
  10021053: "a default freight rule can not have addresses",
  10021054: "region is invalid",
  10021081: "ship-from address is missing",
  10021082: "send_time is invalid",
  10025501: "the whole country can not be excluded",
  10025502: "too many freight rules",
  10025503: "too many free-freight rules",
  10025504: "too many regions",
  22192018: "regions of the freight rules overlap",
  22192019: "a region is excluded and priced",
  22192020: "freight rules are missing",
};
