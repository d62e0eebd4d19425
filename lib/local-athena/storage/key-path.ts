/**
 * Keys as relative paths. A segment that is a safe file name stays as it is, so `year=2024/x.csv`
 * and Hive's `city=a%3Ab` read the same on disk. Only these differ:
 *   `%~`  an encoded segment: empty, `.`, `..`, control characters, backslash, or a marker of ours
 *   `%+`  a piece of a segment too long for one file name; the next path part continues it
 *   `%@`  the file of an object whose plain name is taken by a folder
 */
const encodedMarker = "%~";
const pieceMarker = "%+";
const asideMarker = "%@";

const keySizeBytesMax = 1024;
const nameSizeBytesMax = 200;
const pieceSizeBytesMax = 180;

const awkward = /^(?:\.{0,2}$|%[~+@])|\\|\p{Cc}/u;
const escaped = /[\\%]|\p{Cc}/gu;

/** Why a string cannot be an S3 key; undefined when it can. */
export function keyProblem(key: string): "InvalidKey" | "KeyTooLongError" | undefined {
  if (key === "" || /\p{Surrogate}/u.test(key)) return "InvalidKey";
  return Buffer.byteLength(key) > keySizeBytesMax ? "KeyTooLongError" : undefined;
}

/** The path parts of a key: never empty, never `.` or `..`, each at most 200 bytes. */
export function encodeKey(key: string): string[] {
  return key.split("/").flatMap(encodeSegment);
}

/** The key of path parts; undefined unless `encodeKey` would give exactly these. */
export function decodeKey(parts: readonly string[]): string | undefined {
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const plain = [...parts.slice(0, -1), besideFolder(last) ?? last];
  const segments: string[] = [];
  let pieces = "";
  for (const part of plain) {
    if (part.startsWith(pieceMarker)) {
      pieces += unescapeName(part);
      continue;
    }
    segments.push(pieces + (part.startsWith(encodedMarker) ? unescapeName(part) : part));
    pieces = "";
  }
  const key = segments.join("/");
  if (pieces !== "" || keyProblem(key) !== undefined) return undefined;
  return encodeKey(key).join("/") === plain.join("/") ? key : undefined;
}

/** The path parts of one segment of a key: more than one only when it is too long. */
export function encodeSegment(segment: string): string[] {
  if (!awkward.test(segment) && isShort(segment)) return [segment];
  const pieces = [""];
  let sizeBytes = 0;
  for (const character of segment) {
    const text = escapeCharacters(character);
    sizeBytes += Buffer.byteLength(text);
    if (sizeBytes > pieceSizeBytesMax) {
      pieces.push("");
      sizeBytes = Buffer.byteLength(text);
    }
    pieces[pieces.length - 1] += text;
  }
  return pieces.map((piece, i) => (i < pieces.length - 1 ? pieceMarker : encodedMarker) + piece);
}

/** The segment that a folder entry stands for; undefined when it stands for none. */
export function decodeName(name: string): string | undefined {
  if (!awkward.test(name) && isShort(name)) return name;
  if (!name.startsWith(encodedMarker)) return undefined;
  return unescapeName(name);
}

/** Whether a folder holds the rest of a long segment, and which piece comes before it. */
export function leadingPiece(folderName: string): string | undefined {
  return folderName.startsWith(pieceMarker) ? unescapeName(folderName) : undefined;
}

/** The name of a file that steps aside because a folder has its own name. */
export function asideName(name: string): string {
  return asideMarker + name;
}

/** The own name of a file that stepped aside; undefined for any other file. */
export function besideFolder(name: string): string | undefined {
  return name.startsWith(asideMarker) ? name.slice(asideMarker.length) : undefined;
}

function isShort(name: string): boolean {
  return name.length * 3 <= nameSizeBytesMax || Buffer.byteLength(name) <= nameSizeBytesMax;
}

function escapeCharacters(text: string): string {
  return text.replace(escaped, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

function unescapeName(markedName: string): string {
  return markedName
    .slice(encodedMarker.length)
    .replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
