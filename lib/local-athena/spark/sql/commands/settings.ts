import { acting, type ParseCommand, rowsOf } from "./command";

const pairs = { key: "string", value: "string" } as const;

/** SET, `SET key`, `SET key = value`, after the first word. The key and the value may be any text. */
export const parseSet: ParseCommand = (reader) => {
  const text = reader.rest();
  if (text === "" || text === "-v")
    return async ({ settings }) => rowsOf(pairs, settings.entries());
  const [, key = "", , value] = /^([^=]*?)\s*(=\s*([\s\S]*))?$/.exec(text) ?? [];
  const name = key.replaceAll("`", "").trim();
  if (value === undefined)
    return async ({ settings }) => rowsOf(pairs, [[name, settings.get(name) ?? "<undefined>"]]);
  const given = value.trim().replace(/^(['"])([\s\S]*)\1$/, "$2");
  return async ({ settings }) => {
    settings.set(name, given);
    return rowsOf(pairs, [[name, given]]);
  };
};

/** RESET, and `RESET key`, after the first word. */
export const parseReset: ParseCommand = (reader) => {
  const key = reader.rest().replaceAll("`", "");
  return acting(({ settings }) => {
    if (key !== "") settings.unset(key);
    else settings.reset();
  });
};
