/** Whole lines in which a page speaks of itself: what it asks of its readers. General web vocabulary. */
import { WordedPatterns } from './worded-patterns.ts';

export const APPEALS = new WordedPatterns([
  // To write and to call
  [
    'email mail call telephone phone contact text write',
    /(?:^|[.!?]\s)\W*(?:e-?mail|call|(?:tele)?phone|contact|text|write to)\b.{0,60}(?:@\S+\.\w|\d{5})/iu,
  ],
  [
    'call',
    /\bif you (?:or (?:someone|anyone) you know )?(?:needs?|(?:have been|are) affected)\b.{0,60}\bcall\b/iu,
  ],
  // To sign up, to pay and to give
  [
    'sign',
    /(?:^|[.!?]\s)(?:simply )?sign up (?:to|for)\b.{0,80}\b(?:newsletters?|brief(?:ing)?|digest|inbox|e-?mails?|alerts?|updates)\b/iu,
  ],
  ['free', /\bfree articles? (?:left|remaining|this month)\b|\bof your \d+ free articles\b/iu],
  [
    'tax gift donation',
    /\btax[- ]deductible (?:gift|donation)|\byour (?:gift|donation)\b.{0,40}\b(?:helps?|stops?|funds?|pays?|makes?)\b/iu,
  ],
  ['become join', /(?:^|[.!?]\s)(?:become|join as) an? (?:member|supporter|subscriber|friend)\b/iu],
  [
    'reader readers listener listeners viewer viewers supporter supporters',
    /\b(?:readers?|listeners?|viewers?|supporters?) (?:gives?|already (?:do|read)|chip in|support us)\b/iu,
  ],
  // To watch, to comment and to share
  [
    'watch listen stream',
    /^(?:watch|listen to|stream) (?:the |our )?(?:full )?(?:story|report|episode|interview|programme|program|podcast)\b/iu,
  ],
  ['comment comments', /^comments? (?:on this|are (?:closed|open|moderated)|have to|must be)\b/iu],
  ['enjoyed liked', /^if you (?:enjoyed|liked) this\b/iu],
  ['advertisement', /^advertisement$/iu],
  // Links in a row: "Police | Leaks | Mining | Courts"
  ['|', /^[^|.]{1,30}(?:\s\|\s[^|.]{1,30}){3,}$/u],
  // Who wrote it: "Jane Doe is a reporter with the Post."
  [
    'correspondent reporter columnist editor',
    /^(?:\p{Lu}[\p{L}.'’-]*\s){1,4}is (?:an?\s|the\s|our\s)?(?:[\p{L}’'-]+\s){0,5}(?:correspondent|reporter|columnist|editor)\b(?: (?:of|for|at|in|based|with)\b.{0,60})?\.?$/u,
  ],
]);

/** `text` is one line, `asked` what its words ask for. */
export const isAppeal = (text: string, asked: number): boolean => APPEALS.someMatches(asked, text);
