import { IdentifierContext } from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";

export type Leaf = Tree & { symbol: { line: number; column: number } };

export function isLeaf(node: Tree): node is Leaf {
  return "symbol" in node;
}

export function childrenOf(node: Tree): Tree[] {
  const count = node.getChildCount();
  const children: Tree[] = [];
  for (let index = 0; index < count; index++) {
    const child = node.getChild(index);
    if (child !== null) children.push(child);
  }
  return children;
}

/** Skips the grammar's chains of one-child rules: what an expression really is. */
export function core(node: Tree): Tree {
  let current = node;
  while (current.getChildCount() === 1 && !(current instanceof IdentifierContext)) {
    const child = current.getChild(0);
    if (child === null || isLeaf(child)) break;
    current = child;
  }
  return current;
}

export function firstLeaf(node: Tree): Leaf | undefined {
  if (isLeaf(node)) return node;
  for (let index = 0; index < node.getChildCount(); index++) {
    const child = node.getChild(index);
    const leaf = child === null ? undefined : firstLeaf(child);
    if (leaf !== undefined) return leaf;
  }
  return undefined;
}

/** `line 1:8`, counted as Athena counts: both from 1. */
export function positionOf(node: Tree): string {
  const symbol = firstLeaf(node)?.symbol;
  return symbol === undefined ? "line 1:1" : `line ${symbol.line}:${symbol.column + 1}`;
}

/** A node and all below it, in the order of the text. */
export function* walk(node: Tree): Generator<Tree> {
  const waiting = [node];
  for (;;) {
    const next = waiting.pop();
    if (next === undefined) return;
    yield next;
    for (const child of childrenOf(next).reverse()) waiting.push(child);
  }
}

/** The operands of `a OR b OR c`, which the grammar nests in pairs. */
export function operandsOf<N extends Tree>(
  node: N,
  rule: abstract new (...args: never[]) => N,
): Tree[] {
  const operands: Tree[] = [];
  let at: Tree = node;
  while (at instanceof rule) {
    const [left, , right] = childrenOf(at);
    if (left === undefined || right === undefined) break;
    operands.push(right);
    at = left;
  }
  return [at, ...operands.reverse()];
}

/** Text of an identifier without its quotes. */
export function identifierText(node: Tree): string {
  const text = node.getText();
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** Value of a string literal such as `'it''s'`. */
export function stringValue(text: string): string {
  return text.slice(1, -1).replaceAll("''", "'");
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
