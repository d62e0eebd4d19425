/** A small payload is parsed at once; many values cost more than their bytes tell. */
const SMALL_BYTES = 64 * 1024;
/** Each list and object is one of JavaScript's, which is many times its text. */
const CONTAINERS_MAX = 1_000_000;
const VALUES_MAX = 8_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;

export class JsonTooLarge extends Error {
  constructor() {
    super(
      `JSON of more than ${VALUES_MAX} values or ${CONTAINERS_MAX} lists and objects cannot be sent at once`,
    );
    this.name = "JsonTooLarge";
  }
}

function check(bytes: Uint8Array): void {
  let containers = 0;
  let values = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (isText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA) values++;
    else if (byte === BRACKET || byte === BRACE) containers++;
  }
  if (containers > CONTAINERS_MAX || values > VALUES_MAX) throw new JsonTooLarge();
}

const pauseMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let lastLarge: Promise<void> = Promise.resolve();

/**
 * What JSON of a process says. Whoever asks the service has to wait while it reads: large texts of all sessions are
 * read one after another, and for as long as each has taken the service is left to others.
 * @throws SyntaxError, JsonTooLarge
 */
export async function readJson(bytes: Uint8Array): Promise<unknown> {
  const parse = (): unknown =>
    JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
  if (bytes.length <= SMALL_BYTES) return parse();
  const before = lastLarge;
  let leave = () => {};
  lastLarge = new Promise((resolve) => {
    leave = resolve;
  });
  await before;
  const beganMs = performance.now();
  try {
    check(bytes);
    return parse();
  } finally {
    void pauseMs(performance.now() - beganMs).then(leave);
  }
}
