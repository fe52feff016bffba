/** The article that a page describes in JSON-LD (schema.org). */
import { calendarDate, shortText } from './metadata-values.ts';

interface LinkedArticle {
  readonly headline: string | null;
  readonly publisher: string | null;
  readonly datePublished: string | null;
  readonly author: string | null;
  /** isAccessibleForFree is false. */
  readonly behindPayment: boolean;
}

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|LiveBlogPosting|CreativeWork|WebPage)$/;
/** A page of a publisher states one article and a handful of things around it. */
const NODES_MAX = 2_000;

type Json = Record<string, unknown>;

export function linkedData(document: Document): LinkedArticle {
  const nodes = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) =>
    nodesOf(parsed(script.textContent ?? '')),
  );
  const articles = nodes.filter((node) => ARTICLE_TYPE.test(typeOf(node)));
  // A WebPage only speaks where no article does.
  const rank = (node: Json) => (typeOf(node).endsWith('Page') ? 1 : 0);
  const ranked = articles.toSorted((a, b) => rank(a) - rank(b));
  const first = (read: (node: Json) => string | null) => {
    for (const node of ranked) {
      const value = read(node);
      if (value !== null) return value;
    }
    return null;
  };
  return {
    headline: first(({ headline }) => textOf(headline)),
    publisher: first(({ publisher }) => nameOf(publisher, nodes)),
    datePublished: first(({ datePublished }) => calendarDate(textOf(datePublished) ?? '')),
    author: first(({ author }) => nameOf(author, nodes)),
    behindPayment: ranked.some(({ isAccessibleForFree: free }) => /^false$/i.test(String(free))),
  };
}

function parsed(text: string): unknown {
  try {
    // Line breaks inside strings are a common fault, and mean a space.
    return JSON.parse(text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/<!--|-->|<!\[CDATA\[|\]\]>/g, ''));
  } catch {
    return null;
  }
}

/** Every object in it, outer before inner. */
function nodesOf(root: unknown): Json[] {
  const nodes: Json[] = [];
  const waiting: unknown[] = [root];
  for (let i = 0; i < waiting.length && nodes.length < NODES_MAX; i++) {
    const value = waiting[i];
    if (Array.isArray(value)) for (const item of value.slice(0, NODES_MAX)) waiting.push(item);
    else if (isObject(value)) {
      nodes.push(value);
      waiting.push(...Object.values(value).slice(0, NODES_MAX));
    }
  }
  return nodes;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** All its types, where there are several. */
const typeOf = (node: Json): string => {
  const type: unknown = node['@type'];
  const types: unknown[] = Array.isArray(type) ? type : [type];
  return types.filter((one) => typeof one === 'string').join(' ');
};

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? shortText(withoutEntities(value)) : null;

/** A name, a thing with a name, a reference to such a thing, or a list of them. */
function nameOf(value: unknown, nodes: readonly Json[]): string | null {
  const names = (Array.isArray(value) ? value.slice(0, 10) : [value]).flatMap((one: unknown) => {
    if (!isObject(one)) return textOf(one) ?? [];
    const named = 'name' in one ? one : nodes.find((node) => node['@id'] === one['@id'] && 'name' in node);
    const { name } = named ?? {};
    return textOf(Array.isArray(name) ? name[0] : name) ?? [];
  });
  const readable = names.filter((name) => !/^https?:/i.test(name));
  return readable.length > 0 ? shortText(readable.join(', ')) : null;
}

/** JSON-LD is often filled from escaped HTML. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
};
const withoutEntities = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|quot|apos|lt|gt|nbsp));/gi,
    (whole, decimal, hex, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? String(whole);
      return String.fromCodePoint(decimal ? Number(decimal) : parseInt(String(hex), 16));
    },
  );
