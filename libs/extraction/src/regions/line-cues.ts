/** What the words of a line say about its part in the page, in general web vocabulary. All patterns read small letters. */
import { WordedPatterns, type Worded } from './worded-patterns.ts';

/** Each with what it counts beside the words themselves. */
const NAMED: readonly (readonly [name: string, value: number, ...Worded])[] = [
  ['bullet', 0.5, '• · | » › * – — -', /^\s*[•·|»›*–—-](?!\s*(?:\S+\s+){5})/u],
  ['bulleted text', 0.5, '• · | » › * – — -', /^\s*[•·|»›*–—-]\s*(?:\S+\s+){5}/u],
  ['quote', 0.4, '“ ” " « »', /[“”"«»]/u],
  ['copyright', 0.8, '© ® reserved', /[©®]|\ball rights reserved\b/u],
  ['address', 0.5, '@ http https www com org net', /\bhttps?:|\bwww\.|@\w|\.(?:com|org|net)\b/u],
  [
    'lead-in',
    0.8,
    'breaking live read related also more watch listen share follow advert sponsored promoted recommended trending most like next miss photo photos image images tag tags topic topics filed skip click download subscribe sign join get enter',
    /^\W*(?:(?:breaking|live)(?: news)?\s?[:|]|read (?:more|next|also|the full)|related|see also|more (?:from|on|in|news|stories)|also (?:read|on)|watch|listen|share|follow|advert|sponsored|promoted|recommended|trending|most (?:read|popular|viewed)|you (?:may|might) (?:also )?like|up next|don['’]t miss|photos?|images?|tags?|topics?|filed under|skip to|click|download|subscribe|sign up|join|get|enter)(?![\p{L}\p{N}])/u,
  ],
  ['byline', 0.6, 'by', /^by\s+\p{L}/u],
  ['you', 0.5, 'you your', /\byour?\b/u],
  [
    'interface',
    0.9,
    'cookie cookies consent subscri* newsletter newsletters sign signed signing log* register registration password privacy terms mail email comment comments commenting unsubscribe account inbox alerts bookmark donat* favor favour enjoyed liked please support paywall trial advertis* sponsor* browser javascript app google',
    /\b(?:cookies?|consent|subscri\w*|newsletters?|sign(?:ed|ing)? (?:in|up)|log(?:ged)? ?(?:in|out)|regist(?:er|ration)|password|privacy|terms (?:of|and)|e-?mail address|comment(?:s|ing)?|unsubscribe|(?:your|an?|free|create|delete) account|inbox|alerts|bookmark|donat\w*|small favou?r|(?:enjoy|lik)ed (?:this|the|our)|please (?:share|support|consider)|support (?:us|our)|paywall|free trial|advertis\w*|sponsor\w*|browser|javascript|app store|google play)\b/u,
  ],
  ['pipes', 0.6, '| • ·', /\S\s[|•·]\s\S.*\s[|•·]\s/u],
  ['ends-with-colon', 0.4, ': ：', /[:：]\s*$/u],
];
export const CUES = new WordedPatterns(NAMED.map(([, , ...worded]) => worded));
const NAMES = NAMED.map(([name]) => name);
const FURNITURE_CUES = new Set(['copyright', 'address', 'lead-in', 'interface', 'pipes']);
/** Dates and times that stand alone, or nearly so. */
const DATE_LINE =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,? \d{4}|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}|\b\d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?) ago\b/u;

/** `small` is the line in small letters, `asked` what its words and marks ask for. */
export function cuesOf(small: string, asked: number): string[] {
  const found: string[] = [];
  if (asked === 0) return found;
  for (const [n, name] of NAMES.entries()) if (CUES.matches(n, asked, small)) found.push(name);
  return found;
}

export const hasDate = (small: string): boolean => DATE_LINE.test(small);

const values = new Map(NAMED.map(([name, value]) => [name, value]));
export const valueOf = (cue: string): number => values.get(cue) ?? 0;

/** Says what menus, forms and promotions say. */
export const isFurnitureCue = (cue: string): boolean => FURNITURE_CUES.has(cue);
