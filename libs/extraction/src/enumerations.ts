/** Lists that have lost their line breaks: "1. Open the valve 2. Wait 3. Close it". */

/** A bullet, a number or letter with its bracket or stop, or a bullet and a number. */
const MARKER = /(?<=^|\s)(?:([•⁃‣▪●◦])\s?)?(?:(\()?(\d{1,3}|\p{Ll})(\.\)|\)|\.)(?=\s)|(?<=[•⁃‣▪●◦]\s?))/gu;
const BEGINS_WITH_MARKER = /^\s*(?:[•⁃‣▪●◦]|\(?(?:\d{1,3}|\p{Ll})(?:\.\)|\)|\.)\s)/u;

/** UTF-16 offsets at which the items of the list begin, the first left out; empty when the line is no such list. */
export function itemStarts(line: string): number[] {
  if (!BEGINS_WITH_MARKER.test(line)) return [];
  const starts: number[] = [];
  let form: string | null = null;
  let number = 0;
  for (const marker of line.matchAll(MARKER)) {
    const [, bullet = '', bracket = '', label = '', close = ''] = marker;
    const value = valueOf(label);
    const ownForm = `${bullet}${bracket}${label === '' ? '' : /\d/.test(label) ? '1' : 'a'}${close}`;
    if (form === null) form = ownForm;
    // The next item has the same form and the next number: "1. He ran 5 km in 2." begins no third item.
    else if (ownForm === form && (label === '' || value === number + 1)) starts.push(marker.index);
    else continue;
    number = value;
  }
  return starts;
}

const valueOf = (label: string): number => (/\d/.test(label) ? Number(label) : (label.codePointAt(0) ?? 0));

/** A marker that Intl.Segmenter takes for a sentence: it belongs to the text behind it. */
export const isMarkerOnly = (segment: string): boolean =>
  /^\s*(?:[•⁃‣▪●◦]\s?)?(?:\(?(?:\d{1,3}|\p{L})(?:\.\)|\)|\.))?\s*$/u.test(segment);
