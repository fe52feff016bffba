/** robots.txt as RFC 9309 has it: groups of rules for programs by name, the longest matching rule decides. */

interface Rule {
  readonly allow: boolean;
  readonly pattern: string;
}

/** Google's limit and RFC 9309's minimum; what follows is not read. */
const READ_MAX = 512_000;

/**
 * @param robots the text of a robots.txt
 * @param product our name without version, as sites write it after `User-agent:`
 * @param path of the page, with its query, as a URL has it
 */
export function robotsAllow(robots: string, product: string, path: string): boolean {
  if (path === '/robots.txt') return true;
  const target = normalised(path);
  let best: Rule = { allow: true, pattern: '' };
  for (const rule of rulesFor(robots.slice(0, READ_MAX), product.toLowerCase())) {
    const { length } = rule.pattern;
    const wins = length > best.pattern.length || (length === best.pattern.length && rule.allow);
    if (wins && matches(rule.pattern, target)) best = rule;
  }
  return best.allow;
}

/** The rules of all groups that name us or, when none does, of all groups for everybody. */
function rulesFor(robots: string, product: string): Rule[] {
  const groups = new Map<string, Rule[]>([
    [product, []],
    ['*', []],
  ]);
  let named: string[] = [];
  let ruleSeen = false;
  let productNamed = false;
  for (const line of robots.replace(/^\uFEFF/, '').split(/[\r\n]+/)) {
    const [, key, value] = /^[ \t]*([a-z-]+)[ \t]*:([^#]*)/i.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    switch (key.toLowerCase()) {
      case 'user-agent': {
        if (ruleSeen) named = [];
        ruleSeen = false;
        const name = productOf(value);
        // Other programs' groups are read past; a group that names us twice is read once.
        if (groups.has(name) && !named.includes(name)) named.push(name);
        productNamed ||= name === product;
        break;
      }
      case 'allow':
      case 'disallow': {
        ruleSeen = true;
        const pattern = normalised(value.trim());
        // An empty rule matches nothing.
        if (pattern === '') break;
        const rule = { allow: key.toLowerCase() === 'allow', pattern };
        for (const name of named) groups.get(name)?.push(rule);
      }
    }
  }
  return groups.get(productNamed ? product : '*') ?? [];
}

/** `Countersign/1.0 (news)` names the program Countersign. */
const productOf = (value: string): string => {
  const name = value.trim().toLowerCase();
  return name === '*' ? name : (/^[a-z_-]+/.exec(name)?.[0] ?? '');
};

/** One spelling of each path: octets outside ASCII encoded, those that need no encoding not. */
const normalised = (path: string): string =>
  path
    .replace(/[\u0080-\uffff]+/g, (text) => encodeURIComponent(text.toWellFormed()))
    .replace(/%([0-9a-f]{2})/gi, (escape: string, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : escape.toUpperCase();
    });

/** `*` is any run of characters and a `$` at the end is the end. Taking each piece as early as possible is enough, and linear. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...others] = pieces;
  if (!path.startsWith(first)) return false;
  if (others.length === 0) return !anchored || path === first;
  const last = others.pop() ?? '';
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.includes(last, at);
}
