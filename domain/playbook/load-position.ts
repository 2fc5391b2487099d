// Finds the place of a value in a playbook's YAML, so that a fault can name its line.
import { type Document, isAlias, isCollection, isMap, isPair, isScalar, type Node, visit } from 'yaml';

/** Source offset of the value at `path`, or of the last part of the path that exists. */
export function locate(document: Document, path: readonly PropertyKey[], atKey?: boolean): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, key] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isCollection(node)) break;
    const item: unknown = isMap(node)
      ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
      : node.items[Number(key)];
    if (item === undefined) break;
    const keyNode = isPair(item) && isScalar(item.key) ? item.key : undefined;
    node = (isPair(item) ? item.value : item) as Node | null;
    const isLast = index === path.length - 1;
    // A map is shown at its key, even where one of its fields is missing: readers look for that line.
    const place = keyNode && (atKey || !isLast || !node || isMap(node)) ? keyNode : node;
    offset = place?.range?.[0] ?? offset;
  }
  return offset;
}

/** The path of keys around a source offset; empty outside of all. */
export function fieldAt(document: Document, offset: number): string {
  let field = '';
  visit(document, {
    Pair(_, pair, ancestors) {
      const key = isScalar(pair.key) ? pair.key : undefined;
      const end = (pair.value as Node | null)?.range?.[1] ?? key?.range?.[1] ?? 0;
      if (!key?.range || offset < key.range[0] || offset > end) return undefined;
      const above = ancestors.flatMap((node) => (isPair(node) && isScalar(node.key) ? [String(node.key.value)] : []));
      field = [...above, String(key.value)].join('.');
      return undefined;
    },
  });
  return field;
}

/** Source offset of the first `*alias` without its `&anchor`. */
export function danglingAlias(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined;
      offset = alias.range?.[0];
      return visit.BREAK;
    },
  });
  return offset;
}
