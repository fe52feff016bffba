/** The outlet's own voice, and the names under which it speaks of itself. */
import type { Article, AttributionLink } from '../types.ts';
import { isMediaWord } from './speaker-nouns.ts';

/** The name of the outlet's link when the article does not say who published it. */
export const UNNAMED_OUTLET = 'unnamed outlet';
const ITSELF = /^(?:this|our) (?:news)?(?:paper|site|website|magazine|agency|programme|outlet|publication)$/;

export const outletLink = ({ publisher }: Article): AttributionLink => ({
  role: 'outlet',
  name: publisher?.trim() || UNNAMED_OUTLET,
  kind: 'outlet',
  span: null,
});

/** Tells whether a link names the outlet: "the Herald" in the Harlow Herald, "HH", "our count", "a Herald investigation". */
export function selfOf(outlet: string): (link: AttributionLink) => boolean {
  const own = plain(outlet);
  const initials = initialsOf(outlet);
  const forms = shortForms(outlet);
  const last = outlet.trim().split(/\s+/).at(-1) ?? outlet;
  return ({ name, kind }) => {
    const other = plain(name);
    if (own === other || own.endsWith(` ${other}`) || forms.has(other) || ITSELF.test(other)) return true;
    if (initials.length > 1 && name.endsWith(initials) && name.replace(/^the /i, '') === initials)
      return true;
    if (kind !== 'document') return false;
    return (
      /^our (?:own )?\p{L}/u.test(other) ||
      names(other, own) ||
      names(name, last) ||
      [...forms].some((form) => names(other, form))
    );
  };
}

/** "BBC News" is also the BBC, and the "Harlow Herald Online" the Harlow Herald; but "Harlow Radio" is not Harlow. */
function shortForms(outlet: string): ReadonlySet<string> {
  const words = outlet.trim().replace(/^the /i, '').split(/\s+/);
  const forms = words.flatMap((word, index) => {
    const last = plain(word);
    const tells =
      isMediaWord(last) || (word.length > 1 && word === word.toUpperCase() && /\p{L}/u.test(word));
    return tells && index < words.length - 1
      ? [
          words
            .slice(0, index + 1)
            .join(' ')
            .toLowerCase(),
        ]
      : [];
  });
  const last = words.at(-1)?.toLowerCase() ?? '';
  return new Set(isMediaWord(last) && words.length > 1 ? [...forms, last] : forms);
}

/** "a Harlow Herald investigation", "an investigation by the Herald". */
const names = (name: string, form: string): boolean =>
  name.startsWith(`${form} `) || name.includes(` ${form} `) || name.endsWith(` ${form}`);

const initialsOf = (outlet: string): string =>
  outlet
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word) && word !== 'The')
    .map((word) => word.charAt(0))
    .join('');

/** "The Harlow Herald" and "Harlow Herald" are one outlet. */
const plain = (name: string): string => name.toLowerCase().replace(/^(?:the|an?) /, '');
