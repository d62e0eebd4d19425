import { XMLParser, XMLValidator } from "fast-xml-parser";
import { malformedXml } from "./s3-error";

/** Finished markup; only `node` makes it, so that text is always escaped. */
export type XmlNode = { readonly markup: string };

type Content = string | number | boolean | Date | readonly (XmlNode | undefined)[];

/** An element with text, or with children of which the undefined ones are left out. */
export function node(name: string, content: Content = []): XmlNode {
  const inner =
    typeof content === "object" && !(content instanceof Date)
      ? content.map((child) => child?.markup ?? "").join("")
      : escapeText(content instanceof Date ? content.toISOString() : String(content));
  return { markup: `<${name}>${inner}</${name}>` };
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A document in a service's namespace, S3's unless told. */
export function document(
  name: string,
  content: Content = [],
  namespace = "http://s3.amazonaws.com/doc/2006-03-01/",
): string {
  const { markup } = node(name, content);
  return `${xmlDeclaration}<${name} xmlns="${namespace}"${markup.slice(name.length + 1)}`;
}

export type ParsedXml = string | { [name: string]: ParsedXml | ParsedXml[] | undefined };

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  removeNSPrefix: true,
});

/** The content of the root element `name`; MalformedXML for anything else or with a DOCTYPE. */
export function parseXml(text: string, name: string): ParsedXml {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true) {
    throw malformedXml();
  }
  const root = (parser.parse(text) as Record<string, ParsedXml | undefined>)[name];
  if (root === undefined) throw malformedXml();
  return root;
}

/** All children of a name, as the parser gives one child without an array. */
export function children(parent: ParsedXml | undefined, name: string): ParsedXml[] {
  const found = typeof parent === "object" ? parent[name] : undefined;
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

/** The text of the first child of a name; undefined when there is none. */
export function childText(parent: ParsedXml | undefined, name: string): string | undefined {
  const [first] = children(parent, name);
  return typeof first === "string" ? unescapeText(first) : undefined;
}

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
const escapes = new Map([...entities].map(([name, character]) => [character, `&${name};`]));

function escapeText(text: string): string {
  return text.replace(
    /[&<>"]|(?!\n|\t)\p{Cc}/gu,
    (character) => escapes.get(character) ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

function unescapeText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    if (code > 0x10ffff) throw malformedXml();
    return String.fromCodePoint(code);
  });
}
