/**
 * Which words of a claim go together, clause by clause: "sales rose, profits fell" and "profits rose, sales fell" have the
 * same words, and other companions.
 */
import { OPPOSITES, sideOf } from './opposites.ts';
import { contentWords, LONGEST_READ, wordsOf } from './stems.ts';
import { conceptOf } from './synonyms.ts';

/** Each word with those of its clauses, itself left out. */
export type Companions = ReadonlyMap<string, ReadonlySet<string>>;

const CLAUSES =
  /(?<!\p{N})[.,:]|[.,:](?!\p{N})|[;!?()“”"—–]|(?<![\p{L}\p{M}])(?:and|but|while|whereas|as|although|though|that|which|who|when)(?![\p{L}\p{M}])/iu;
/** Of a longer clause the rest is not read: what it tells, it tells in fewer words. */
const MOST_WORDS = 16;

export function companionsIn(text: string): Companions {
  const companions = new Map<string, Set<string>>();
  for (const clause of text.slice(0, LONGEST_READ).split(CLAUSES)) {
    const words = new Set(meaningsIn(clause).slice(0, MOST_WORDS));
    for (const word of words) {
      const known = companions.get(word) ?? new Set<string>();
      companions.set(word, known);
      for (const other of words) if (other !== word) known.add(other);
    }
  }
  return companions;
}

/** Words that mean the same are one, all that stand for one side of a matter among them. */
const meaningsIn = (clause: string): string[] => [
  ...contentWords(clause)
    .filter((word) => !sideOf(word))
    .map(conceptOf),
  ...wordsOf(clause).flatMap((word) => {
    const { matter, side } = sideOf(word) ?? {};
    return matter === undefined || side === undefined ? [] : (OPPOSITES[matter]?.[side]?.slice(0, 1) ?? []);
  }),
];

/** Two words of which each has the companion in the one claim that the other has in the other; null without any. */
export function exchangedCompanions(a: Companions, b: Companions): readonly [string, string] | null {
  const partings = partingsOf(a, b);
  const words = new Map(partings.map(([word, from, to]) => [`${from} ${to}`, word]));
  for (const [word, from, to] of partings) {
    const other = words.get(`${to} ${from}`);
    if (other !== undefined) return [word, other];
  }
  return null;
}

/** A word, a companion it has only in the first claim, and one it has only in the second; all stand in both. */
function partingsOf(a: Companions, b: Companions): (readonly [word: string, from: string, to: string])[] {
  return Array.from(a).flatMap(([word, mates]) => {
    const others = b.get(word);
    if (!others) return [];
    const left = [...mates].filter((mate) => b.has(mate) && !others.has(mate));
    const joined = [...others].filter((mate) => a.has(mate) && !mates.has(mate));
    return left.flatMap((from) => joined.map((to) => [word, from, to] as const));
  });
}
