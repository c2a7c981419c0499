import { describe, expect, it } from "vitest";
import type { Item, Table } from "../../functions/shared/ports.ts";

/** What every `Table` must do, the one on DynamoDB as the ones in memory. `open` gives one that holds no row under the suite's own keys. */
export function tableContract(name: string, open: () => Promise<Table>): void {
  let n = 0;
  const fresh = () => `M#contract${++n}`;
  const sorted = (items: readonly Item[]) => items.map(({ SK }) => SK).sort();

  describe(`${name} as a table`, () => {
    it("gives back what was put, without what is absent", async () => {
      const [table, PK] = [await open(), fresh()];
      const bytes = new Uint8Array([1, 2, 3]);
      const put = {
        PK,
        SK: "A",
        text: "核桃",
        n: 1.5,
        yes: true,
        none: null,
        gone: undefined,
        list: [1, { a: "b" }],
        bytes,
      };

      expect(await table.get({ PK, SK: "A" })).toBeNull();
      expect(await table.write({ put })).toEqual({ ok: true, item: null });
      const { gone: _gone, ...kept } = put;
      const found = await table.get({ PK, SK: "A" });
      expect({ ...found, bytes: Uint8Array.from(found?.["bytes"] as Uint8Array) }).toEqual(kept);
    });

    it("refuses by a condition and shows the row that refused", async () => {
      const [table, PK] = [await open(), fresh()];
      const key = { PK, SK: "A" };
      await table.write({ put: { ...key, ver: 1, state: "run" } });

      const absent = { all: [["PK", "absent"]] } as const;
      expect(await table.write({ put: { ...key, ver: 9 }, if: absent })).toMatchObject({ ok: false, old: { ver: 1 } });
      const older = { all: [["ver", "<", 1]] } as const;
      expect(await table.write({ update: key, set: { state: "x" }, if: older })).toMatchObject({ ok: false });
      const either = {
        any: [
          [["ver", ">", 5]],
          [
            ["ver", "=", 1],
            ["state", "=", "run"],
          ],
        ],
      } as const;
      expect(await table.write({ update: key, set: { state: "sent" }, if: either })).toMatchObject({
        ok: true,
        item: { state: "sent", ver: 1 },
      });
      expect(await table.write({ delete: key, if: { all: [["state", "=", "run"]] } })).toMatchObject({ ok: false });
      expect(await table.write({ delete: { PK, SK: "nobody" }, if: { all: [["PK", "exists"]] } })).toEqual({
        ok: false,
        old: null,
      });
    });

    it.each([
      ["=", false],
      ["<>", true],
      ["<", false],
      [">=", false],
    ] as const)("an attribute that is not there is %s something: %s", async (operator, holds) => {
      const [table, PK] = [await open(), fresh()];
      await table.write({ put: { PK, SK: "A" } });

      const done = await table.write({
        update: { PK, SK: "A" },
        set: { x: 1 },
        if: { all: [["eff", operator, "e1"]] },
      });

      expect(done.ok).toBe(holds);
    });

    it("does not order values of different types", async () => {
      const [table, PK] = [await open(), fresh()];
      await table.write({ put: { PK, SK: "A", n: 5 } });

      expect((await table.write({ update: { PK, SK: "A" }, set: { x: 1 }, if: { all: [["n", ">", "0"]] } })).ok).toBe(
        false,
      );
    });

    it("sets, sets where absent, adds and removes in one update, and gives the row as it is then", async () => {
      const [table, PK] = [await open(), fresh()];
      const update = { PK, SK: "A" };
      await table.write({ put: { ...update, mark: "old", left: 3, again: true } });

      const done = await table.write({
        update,
        set: { state: "done" },
        default: { mark: "new", since: "t" },
        add: { left: -5, made: 2 },
        remove: ["again", "nobody"],
      });

      const row = { ...update, mark: "old", since: "t", left: -2, made: 2, state: "done" };
      expect(done).toEqual({ ok: true, item: row });
      expect(await table.write({ update: { PK, SK: "B" }, add: { left: 1 } })).toMatchObject({
        item: { PK, SK: "B", left: 1 },
      });
    });

    it("refuses an update that names an attribute twice", async () => {
      const [table, PK] = [await open(), fresh()];

      await expect(table.write({ update: { PK, SK: "A" }, set: { x: 1 }, remove: ["x"] })).rejects.toThrow();
    });

    it("does all of a transaction or nothing, and says which row refused", async () => {
      const [table, PK] = [await open(), fresh()];
      await table.write({ put: { PK, SK: "A", ver: 1 } });
      const absent = { all: [["PK", "absent"]] } as const;
      const b = { put: { PK, SK: "B" }, if: absent };

      const no = await table.transact([
        b,
        { update: { PK, SK: "A" }, add: { ver: 1 }, if: { all: [["ver", "=", 7]] } },
      ]);
      expect(no).toMatchObject({ ok: false, reasons: [{ why: "none" }, { why: "condition", old: { ver: 1 } }] });
      expect(await table.get({ PK, SK: "B" })).toBeNull();
      const yes = await table.transact([b, { update: { PK, SK: "A" }, add: { ver: 1 } }, { delete: { PK, SK: "C" } }]);
      expect(yes).toEqual({ ok: true });
      expect(await table.get({ PK, SK: "A" })).toMatchObject({ ver: 2 });
      await expect(table.transact([b, { delete: { PK, SK: "B" } }])).rejects.toThrow();
    });

    it("gives many rows at once, without the missing, and puts many", async () => {
      const [table, PK] = [await open(), fresh()];
      const rows = Array.from({ length: 130 }, (_, row) => ({ PK, SK: `R${String(row).padStart(3, "0")}` }));
      await table.batchPut(rows);

      const found = await table.batchGet([...rows, { PK, SK: "nobody" }]);

      expect(sorted(found)).toEqual(rows.map(({ SK }) => SK));
      expect(await table.batchGet([])).toEqual([]);
    });

    it("lists a partition in order, by beginning, up to a key, backwards, and page by page", async () => {
      const [table, PK] = [await open(), fresh()];
      await table.batchPut(["A#1", "B#1", "B#2", "B#3", "C#1"].map((SK) => ({ PK, SK })));
      const keys = async (query: object) => (await table.query({ pk: PK, ...query })).items.map(({ SK }) => SK);

      expect(await keys({})).toEqual(["A#1", "B#1", "B#2", "B#3", "C#1"]);
      expect(await keys({ begins: "" })).toEqual(await keys({}));
      expect(await keys({ begins: "B#" })).toEqual(["B#1", "B#2", "B#3"]);
      expect(await keys({ upTo: "B#2" })).toEqual(["A#1", "B#1", "B#2"]);
      expect(await keys({ newestFirst: true, limit: 2 })).toEqual(["C#1", "B#3"]);
      const first = await table.query({ pk: PK, begins: "B#", limit: 2 });
      const second = await table.query({ pk: PK, begins: "B#", limit: 2, cursor: first.cursor });
      expect([...first.items, ...second.items].map(({ SK }) => SK)).toEqual(["B#1", "B#2", "B#3"]);
      expect(second.cursor).toBeNull();
    });

    it("keeps sparse indexes that hold keys alone, and lets a row leave them", async () => {
      const [table, PK] = [await open(), fresh()];
      const [WPK, VPK] = [`W#${PK}`, `V#${PK}`];
      await table.batchPut([
        { PK, SK: "A", WPK, WSK: "2", VPK, VSK: "a", body: "much" },
        { PK, SK: "B", WPK, WSK: "1" },
        { PK, SK: "C" },
      ]);

      const { items } = await table.query({ index: "work", pk: WPK });
      expect(items).toEqual([
        { PK, SK: "B", WPK, WSK: "1" },
        { PK, SK: "A", WPK, WSK: "2" },
      ]);
      expect(sorted((await table.query({ index: "views", pk: VPK })).items)).toEqual(["A"]);
      await table.write({ update: { PK, SK: "A" }, remove: ["WPK", "WSK"] });
      expect(sorted((await table.query({ index: "work", pk: WPK, upTo: "2" })).items)).toEqual(["B"]);
    });
  });
}

/** What a table must refuse, so that no test of ours passes with a write that the service would not take. Not asked of every emulator: some take more. */
export function tableRefusals(name: string, open: () => Promise<Table>): void {
  let n = 0;
  const fresh = () => `M#refusal${++n}`;

  describe(`${name} as a table that refuses`, () => {
    it("refuses keys that the service refuses, in the row as in an index, and a transaction of more than 100 rows", async () => {
      const [table, PK] = [await open(), fresh()];
      const put = (row: object) => table.write({ put: { PK, SK: "A", ...row } });

      await expect(put({ SK: "" })).rejects.toThrow();
      await expect(put({ WPK: "", WSK: "1" })).rejects.toThrow();
      await expect(put({ WPK: "w", WSK: null })).rejects.toThrow();
      await expect(table.write({ update: { PK, SK: "A" }, set: { VPK: "v", VSK: 1 } })).rejects.toThrow();
      const many = Array.from({ length: 101 }, (_, row) => ({ put: { PK, SK: `R${row}` } }));
      await expect(table.transact(many)).rejects.toThrow();
      expect((await table.query({ pk: PK })).items).toEqual([]);
    });

    it("refuses a page of no rows", async () => {
      const [table, PK] = [await open(), fresh()];

      await expect(table.query({ pk: PK, limit: 0 })).rejects.toThrow();
    });
  });
}
