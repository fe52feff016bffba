/** An apostrophe that stands alone, and belongs to a plural before it. */
import type { Token } from './tokens.ts';

/** The apostrophe of "the Pilots’ Association", "the teachers’ union". */
export function isPluralPossessive(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at];
  if (mark === undefined || mark.isWord || (mark.text !== '’' && mark.text !== "'")) return false;
  const owner = at > 0 ? tokens[at - 1] : undefined;
  const next = tokens[at + 1];
  if (owner?.end !== mark.start || !owner.lower.endsWith('s') || !next?.isWord) return false;
  if (owner.isCapital && next.isCapital) return true;
  const isOwned = next.start > mark.end && next.classes === 0 && next.verbs.every(({ alsoNoun }) => alsoNoun);
  return isOwned && !isOpened(tokens, at);
}

/** In tokens. */
const LONGEST_QUOTED = 12;

/** "The ‘elders’ met": a quotation that the mark closes. */
function isOpened(tokens: readonly Token[], mark: number): boolean {
  for (let at = mark - 1; at >= Math.max(0, mark - LONGEST_QUOTED); at -= 1) {
    const { text, end } = tokens[at] ?? {};
    if (text === '‘' || (text === "'" && tokens[at + 1]?.start === end)) return true;
  }
  return false;
}
