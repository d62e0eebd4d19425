import type { OutputWindow } from "@/lib/contracts/calculations";

/** A part of an output between two characters: bytes `from` up to and without `to`. */
export type Slice = Pick<OutputWindow, "text" | "from" | "to">;

/**
 * What is held of an output: slices that follow each other, never more than a bound. `baseChars` is where the
 * first one begins on a scale of UTF-16 units that stays the same while slices come and go, until a jump.
 */
export type HeldOutput = {
  slices: readonly Slice[];
  baseChars: number;
  /** Another number after a jump: places on the old scale mean nothing now. */
  generation: number;
};

/** Of one reading, and of all that is held: eight readings. */
export const SLICE_BYTES = 65_536;
export const HELD_BYTES_MAX = 8 * SLICE_BYTES;

export const NOTHING_HELD: HeldOutput = { slices: [], baseChars: 0, generation: 0 };

export const startOf = ({ slices }: HeldOutput) => slices[0]?.from ?? 0;
export const endOf = ({ slices }: HeldOutput) => slices.at(-1)?.to ?? 0;
export const textHeld = ({ slices }: HeldOutput) => slices.map((slice) => slice.text).join("");
const heldBytes = (slices: readonly Slice[]) => (slices.at(-1)?.to ?? 0) - (slices[0]?.from ?? 0);

/** Only this slice, after a jump. */
export const jumpedTo = (held: HeldOutput, slice: Slice): HeldOutput => ({
  slices: [sliceOf(slice)],
  baseChars: 0,
  generation: held.generation + 1,
});

/** The slice behind the others; the first ones give way. What does not follow on is a jump. */
export function withLater(held: HeldOutput, slice: Slice): HeldOutput {
  if (held.slices.length === 0 || slice.from !== endOf(held)) return jumpedTo(held, slice);
  if (slice.to === slice.from) return held;
  const slices = [...held.slices];
  const last = slices.at(-1);
  // Output that comes in drops would make thousands of slices.
  if (last && slice.to - last.from <= SLICE_BYTES)
    slices[slices.length - 1] = { from: last.from, to: slice.to, text: last.text + slice.text };
  else slices.push(sliceOf(slice));
  let { baseChars } = held;
  while (slices.length > 1 && heldBytes(slices) > HELD_BYTES_MAX)
    baseChars += slices.shift()?.text.length ?? 0;
  return { ...held, slices, baseChars };
}

/** The slice before the others; the last ones give way. */
export function withEarlier(held: HeldOutput, slice: Slice): HeldOutput {
  if (slice.to !== startOf(held)) return jumpedTo(held, slice);
  if (slice.to === slice.from) return held;
  const slices = [sliceOf(slice), ...held.slices];
  while (slices.length > 1 && heldBytes(slices) > HELD_BYTES_MAX) slices.pop();
  return { ...held, slices, baseChars: held.baseChars - slice.text.length };
}

const sliceOf = ({ text, from, to }: Slice): Slice => ({ text, from, to });

/** The place of a byte on the scale of characters; undefined for what is not held. */
export function charsAt(held: HeldOutput, byte: number): number | undefined {
  let chars = held.baseChars;
  for (const slice of held.slices) {
    if (byte >= slice.from && byte < slice.to) {
      const before = new TextEncoder().encode(slice.text).subarray(0, byte - slice.from);
      return chars + new TextDecoder().decode(before).length;
    }
    chars += slice.text.length;
  }
  return undefined;
}
