/** Text that a mail program broke into lines of one width, with its paragraphs whole again. */

const WIDTH_MIN = 40;
const WIDTH_MAX = 100;
/** So many of the line ends inside paragraphs must be such that the next word had no room. */
const FULL_SHARE = 0.9;
const BREAKS_MIN = 3;
const STANDS_ALONE = /^\s*(?:>|[-*•–—]\s|\d{1,3}[.)]\s|--\s*$)/;

/** @returns the lines as they were, unless nearly every line is as full as the width of the text lets it be */
export function unwrapped(lines: readonly string[]): string[] {
  const width = lines.reduce((widest, line) => Math.max(widest, line.trimEnd().length), 0);
  const breaks = lines.flatMap((line, i) => (i > 0 && isInside(lines[i - 1], line) ? [i] : []));
  const full = breaks.filter((i) => hadNoRoom(lines[i - 1], lines[i], width));
  const isWrapped =
    width >= WIDTH_MIN &&
    width <= WIDTH_MAX &&
    full.length >= BREAKS_MIN &&
    full.length >= breaks.length * FULL_SHARE;
  if (!isWrapped) return [...lines];
  const wrapped = new Set(full);
  const joined: string[] = [];
  lines.forEach((line, i) => {
    if (wrapped.has(i)) joined.push(`${joined.pop()?.trimEnd() ?? ''} ${line.trimStart()}`);
    else joined.push(line);
  });
  return joined;
}

const isInside = (before = '', line = ''): boolean =>
  /\S/.test(before) && /\S/.test(line) && !STANDS_ALONE.test(line);

/** One character of grace: some programs keep the last column free. */
const hadNoRoom = (before = '', line = '', width: number): boolean =>
  before.trimEnd().length + 1 + (line.trimStart().split(/\s/, 1)[0] ?? '').length >= width - 1;
