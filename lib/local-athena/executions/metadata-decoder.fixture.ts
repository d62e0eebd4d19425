/** One field of a protobuf message: a varint as a number, bytes as bytes. */
type Field = { field: number; value: number | Buffer };

function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let position = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[position++];
      if (byte === undefined) throw new Error("The message ends inside a number.");
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (position < bytes.length) {
    const tag = varint();
    const value = varint();
    if (tag % 8 === 0) fields.push({ field: tag >> 3, value });
    else if (tag % 8 === 2) {
      fields.push({ field: tag >> 3, value: bytes.subarray(position, position + value) });
      position += value;
    } else throw new Error(`Unexpected wire type ${tag % 8}`);
  }
  return fields;
}

type Message = Record<number, string | number>;

const flat = (fields: Field[]): Message =>
  Object.fromEntries(
    fields.map(({ field, value }) => [field, typeof value === "number" ? value : String(value)]),
  );

/** A `.metadata` object by field numbers, its columns apart; throws for a broken message. */
export function decodeMetadata(bytes: Buffer): { head: Message; columns: Message[] } {
  const fields = fieldsOf(bytes);
  return {
    head: flat(fields.filter(({ field }) => field !== 4)),
    columns: fields.flatMap(({ field, value }) =>
      field === 4 && typeof value !== "number" ? [flat(fieldsOf(value))] : [],
    ),
  };
}
