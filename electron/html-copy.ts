import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { htmlGenerator } from '../core/export/html';

/** What an HTML copy carries: the text with its own line ends, and the annotations as JSON-LD text. */
export interface HtmlCopy {
  readonly source: string;
  readonly jsonld: string;
}

function attribute(node: Tree.Node, name: string): string | null {
  return 'attrs' in node ? (node.attrs.find((entry) => entry.name === name)?.value ?? null) : null;
}

/** Every node from `root` on, in document order; not those below a node that `closed` names. A loop, since depth is whatever a file makes it. */
function* nodesOf(root: Tree.Node, closed: (node: Tree.Node) => boolean): Generator<Tree.Node> {
  const waiting: Tree.Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if (!('childNodes' in node) || closed(node)) continue;
    for (let index = node.childNodes.length - 1; index >= 0; index--) {
      const child = node.childNodes[index];
      if (child) waiting.push(child);
    }
  }
}

function textOf(root: Tree.Node): string {
  const parts: string[] = [];
  for (const node of nodesOf(root, (inner) => attribute(inner, 'role') === 'note')) {
    if (node.nodeName === '#text' && 'value' in node) parts.push(node.value);
  }
  return parts.join('');
}

/** Reads an HTML copy that Manicule wrote. Null when the file is not one, or when its text or its annotations are gone from it. */
export function readHtmlCopy(html: string): HtmlCopy | null {
  if (!html.includes(htmlGenerator)) return null;
  let ours = false;
  let jsonld: string | null = null;
  let main: Tree.Node | null = null;
  for (const node of nodesOf(parse(html), (inner) => inner === main)) {
    if (node.nodeName === 'meta' && attribute(node, 'name') === 'generator') ours ||= attribute(node, 'content')?.startsWith(`${htmlGenerator} `) ?? false;
    if (node.nodeName === 'script' && attribute(node, 'type') === 'application/ld+json') jsonld ??= textOf(node);
    if (attribute(node, 'id') === 'doc') main ??= node;
  }
  return ours && main && jsonld !== null ? { source: textOf(main), jsonld } : null;
}
