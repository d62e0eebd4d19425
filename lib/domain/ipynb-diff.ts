import type { NotebookCell, NotebookDocument } from "./ipynb";

export type CellChange = {
  kind: "same" | "added" | "removed" | "changed" | "moved";
  /** Absent for what was added. */
  before: NotebookCell | undefined;
  /** Absent for what was removed. */
  after: NotebookCell | undefined;
  /** Other outputs or another count; of code only. */
  outputsDiffer: boolean;
};

/** What became of each cell, in the order of `after`; what was removed stands where it stood. Cells are known by id. */
export function diffNotebooks(before: NotebookDocument, after: NotebookDocument): CellChange[] {
  const places = new Map(before.cells.map((cell, index) => [cell.id, index]));
  const common = after.cells.flatMap((cell) => places.get(cell.id) ?? []);
  const inOrder = new Set(longestRising(common));
  const stays = new Set(after.cells.map((cell) => cell.id));
  const changes: CellChange[] = [];
  let next = 0;
  const emitRemovedBefore = (place: number) => {
    for (; next < place; next += 1) {
      const cell = before.cells[next];
      if (cell && !stays.has(cell.id)) changes.push(changeOf(cell, undefined, "removed"));
    }
  };
  for (const cell of after.cells) {
    const place = places.get(cell.id);
    const old = place === undefined ? undefined : before.cells[place];
    if (place === undefined || !old) {
      changes.push(changeOf(undefined, cell, "added"));
      continue;
    }
    const moved = !inOrder.has(place);
    if (!moved) emitRemovedBefore(place);
    const changed = old.source !== cell.source || old.kind !== cell.kind;
    changes.push(changeOf(old, cell, changed ? "changed" : moved ? "moved" : "same"));
  }
  emitRemovedBefore(before.cells.length);
  return changes;
}

const changeOf = (
  before: NotebookCell | undefined,
  after: NotebookCell | undefined,
  kind: CellChange["kind"],
): CellChange => ({
  kind,
  before,
  after,
  outputsDiffer:
    before !== undefined &&
    after !== undefined &&
    (before.executionCount !== after.executionCount ||
      JSON.stringify(before.outputs) !== JSON.stringify(after.outputs)),
});

/** The longest rising part of a list of different numbers: cells that kept their order. */
function longestRising(numbers: readonly number[]): number[] {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    const found = tails.findIndex((tail) => tail > number);
    const at = found < 0 ? tails.length : found;
    previous.set(number, tails[at - 1]);
    tails[at] = number;
  }
  const rising: number[] = [];
  for (let at = tails.at(-1); at !== undefined; at = previous.get(at)) rising.unshift(at);
  return rising;
}

export type LineChange = { kind: "same" | "added" | "removed"; text: string };

/** Tables beyond this are not filled: such texts differ as a whole. */
const TABLE_MAX = 1_000_000;

/** What became of each line of a text. */
export function diffLines(before: string, after: string): LineChange[] {
  const old = before === "" ? [] : before.split("\n");
  const now = after === "" ? [] : after.split("\n");
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(old.length, now.length) - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  return [
    ...lines("same", old.slice(0, head)),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...lines("same", old.slice(old.length - tail)),
  ];
}

const lines = (kind: LineChange["kind"], texts: readonly string[]): LineChange[] =>
  texts.map((text) => ({ kind, text }));

function middle(old: readonly string[], now: readonly string[]): LineChange[] {
  if (old.length * now.length > TABLE_MAX)
    return [...lines("removed", old), ...lines("added", now)];
  // lengths[i][j]: the longest common part of what follows line i and line j.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row)
        row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      changes.push({ kind: "same", text: old[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: "removed", text: old[i] ?? "" });
      i += 1;
    } else {
      changes.push({ kind: "added", text: now[j] ?? "" });
      j += 1;
    }
  }
  return changes;
}
