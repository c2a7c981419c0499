import { expect, it } from "vitest";
import { pageOf, pagesOf } from "./pages.ts";

it("begins with the first page", () => {
  expect(pageOf(null)).toBe(1);
  expect(pageOf("7")).toBe(7);
});

it.each([
  { page: 1, total: 0, size: 100, pages: 1, next: null },
  { page: 1, total: 100, size: 100, pages: 1, next: null },
  { page: 1, total: 101, size: 100, pages: 2, next: "2" },
  { page: 2, total: 101, size: 100, pages: 2, next: null },
])("$total rows of $size a page, page $page", ({ page, total, size, pages, next }) => {
  expect(pagesOf(page, total, size)).toEqual({ pages, next });
});
