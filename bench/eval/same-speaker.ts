/** When a speaker that was read counts as the annotated one: leniently, by a word of the name in common. */
import type { GoldAttribution } from './gold.ts';

const words = (list: string): Set<string> => new Set(list.split(' '));
const EMPTY = words(
  'a an the of in on at for by from to and or with who whom which that his her its their said one two',
);
/** One set of papers has many names in one text. */
const PAPERS = words('document documents file files paper papers record records leak material');

/** `read` null: the outlet itself. */
export function sameSpeaker(
  { who, type }: Pick<GoldAttribution, 'who' | 'type'>,
  read: string | null,
): boolean {
  if (who === null || read === null) return who === null && read === null;
  const name = contentWords(read);
  const head = contentWords(headOf(who));
  if (shareWord(head, name)) return true;
  if (type === 'document')
    return head.some((word) => PAPERS.has(word)) && name.some((word) => PAPERS.has(word));
  // A spokesman speaks for his office, and an office through its spokesman.
  return shareWord(contentWords(who), contentWords(headOf(read)));
}

/** What stands before the first of what narrows it: "internal report" of "internal report of the council". */
const headOf = (name: string): string => name.split(/,|\(| (?:of|in|for|from|at|by|to|who|with) /)[0] ?? name;

function contentWords(name: string): string[] {
  const found = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.filter((word) => word.length > 1 && !EMPTY.has(word)).map((word) => word.replace(/s$/, ''));
}

const shareWord = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((one) => b.some((other) => sameStem(one, other)));

/** "China" and "Chinese", "auditor" and "auditors'". */
function sameStem(a: string, b: string): boolean {
  if (a === b) return true;
  const short = Math.min(a.length, b.length);
  return short >= 5 && a.slice(0, 4) === b.slice(0, 4) && Math.abs(a.length - b.length) <= 3;
}
