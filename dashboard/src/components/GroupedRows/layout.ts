/** Heights in pixels; every row of a list has the same one, so that no row has to be measured. */
export interface Sizes {
  readonly row: number;
  readonly head: number;
  /** What stays at the top while the rest scrolls. */
  readonly fixed: number;
}

/** Where one group stands in the list. */
export interface Place {
  /** Of its head. */
  readonly top: number;
  /** Of its first row. */
  readonly rowsTop: number;
  readonly rowCount: number;
}

/** Places groups of so many rows below each other; a closed group counts as one without rows. */
export function place(rowCounts: readonly number[], sizes: Sizes): readonly Place[] {
  let top = sizes.fixed;
  return rowCounts.map((rowCount) => {
    const rowsTop = top + sizes.head;
    const placed = { top, rowsTop, rowCount };
    top = rowsTop + rowCount * sizes.row;
    return placed;
  });
}

/** The rows of a group to draw, first and one past the last, for a view with a margin around it. */
export function visibleRows(
  { rowsTop, rowCount }: Place,
  sizes: Sizes,
  view: { readonly top: number; readonly height: number },
  margin: number,
): readonly [number, number] {
  const first = Math.floor((view.top - margin - rowsTop) / sizes.row);
  const end = Math.ceil((view.top + view.height + margin - rowsTop) / sizes.row);
  const within = (index: number) => Math.min(rowCount, Math.max(0, index));
  return [within(first), within(end)];
}

/** How far to scroll so that a row is seen below what is fixed; the present top when it is. */
export function scrollTo(
  rowTop: number,
  sizes: Sizes,
  view: { readonly top: number; readonly height: number },
): number {
  const covered = sizes.fixed + sizes.head;
  if (rowTop < view.top + covered) return Math.max(0, rowTop - covered);
  if (rowTop + sizes.row > view.top + view.height) return rowTop + sizes.row - view.height;
  return view.top;
}
