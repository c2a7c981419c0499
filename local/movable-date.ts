const RealDate = Date;
let offsetMs = 0;

/** Makes `Date` of this process movable: what asks for the time gets real time plus the offset. Timers and `performance` stay real. To be called before anything keeps `Date.now`. */
export function installMovableDate(initialOffsetMs: number): void {
  offsetMs = initialOffsetMs;
  const now = (): number => RealDate.now() + offsetMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === "now" ? now : Reflect.get(target, key, receiver)),
  });
}

/** How far this process' time is from real time, from now on. */
export function moveDate(newOffsetMs: number): void {
  offsetMs = newOffsetMs;
}
