/** Whole lines in which a site tells of itself: who writes it, pays for it and may copy it, what else it offers. */
import { wordSet } from '../word-set.ts';
import { WordedPatterns } from './worded-patterns.ts';

const MEDIUM = String.raw`(?:article|story|report|piece|page|content|series|investigation|newspaper|magazine|(?:web)?site|newsletter|episode|programme)`;
const DAY = String.raw`(?:week|weekday|day|morning|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)`;

/** At the beginning of the line; asked for the first words below alone. */
const OPENINGS: readonly RegExp[] = [
  // What it is
  new RegExp(
    String.raw`^this ${MEDIUM}\b.{0,80}\b(?:(?:is|was) part (?:of|one|two|three|four|five|\d)|belongs to|paid for by|(?:owned|regulated|funded|supported|sponsored) by|also (?:be read|available|been published)|(?:years|months) old|no longer (?:being )?updated)\b`,
    'iu',
  ),
  /^you(?:['’]re| are) reading (?:a|an|our|the|this)\b|^you have read \S+ /iu,
  /^(?:this .{2,20} is )?also available in \p{Lu}|^machine translation\b|^(?:some )?names (?:have been changed|marked with)\b/iu,
  // Who writes it
  /^before (?:joining|coming to) (?:us|our|the (?:paper|magazine|newsroom|station|newspaper|site|bureau|desk))\b/iu,
  /^our (?:[\p{L}-]+ ){0,3}(?:correspondent|critic|columnist|fellow|photographer)s?\b/iu,
  // What else it makes and offers
  new RegExp(
    String.raw`^(?:every|each) ${DAY}\b.{0,120}\b(?:sends? out|newsletter|e-?mails?|picks (?:one|a|two|three|five)|brings you|rounds up|inbox)\b`,
    'iu',
  ),
  /^(?:subscribers|members of .{2,40}|friends of the .{2,40}) (?:get|pay|can|enjoy)\b|^already an? (?:print )?subscriber\b/iu,
  /^now in paperback\b|^order\b.{0,80}\bfrom our\b|^(?:in )?(?:season|series) \S+ of\b|^in the new (?:season|series) of\b|^new episodes?\b/iu,
  /^join us (?:at|for|on|in)\b|^join .{0,60}\bfor (?:an?|our) (?:free |online |live )*(?:talk|webinar|discussion|event|panel)\b/iu,
  /^(?:places are still open|entries are now open|registration for)\b|^applications for .{2,80}\bclose\b/iu,
  /^we(?:['’]re| are) (?:hiring|recruiting)\b|^wanted: /iu,
  /^(?:winner of|named|shortlisted for)\b.{0,60}\b(?:of the year|awards?)\b|^our (?:series|podcast|reporters|website)\b.{0,80}\b(?:won|took|awards?|prize|medal)\b/iu,
  // How to reach it, and what one may do with it
  /^(?:do|did|have|were|are) you\b.{0,120}\?.{0,80}\b(?:us|our|we)\b/iu,
  /^for permission to\b|^(?:notes? to (?:editors|subscribers|newsrooms)|media enquiries|press contacts?|embargoed until)\b/iu,
  /^About \p{Lu}[^:.]{1,60}: .{0,80}\b(?:is an?|was founded|founded in|leading|the network)\b/u,
  /^we (?:aim to )?(?:correct|put mistakes right)\b|^when we get something wrong\b|^information on this page\b|^keep it civil\b/iu,
];
const FIRST = wordSet(
  `this you you're you’re also machine some names before our every each subscribers members friends already now order in season
  series new join places entries registration applications we we're we’re wanted winner named shortlisted do did have were
  are for note notes media press embargoed about when information keep`,
);

/** "Jane Doe is our courts reporter." */
const AUTHOR =
  /^(?:(?:Dr|Prof(?:essor)?)\.? )?(?:\p{Lu}[\p{L}.'’-]+ ){2,4}(?:(?:is|was) (?:our|the (?:paper|magazine|site|station)['’]s)\b|writes (?:about|on|from|for) |(?:covers|has (?:covered|reported))\b.{0,80}\b(?:for|since)\b|joined (?:us|our|the (?:paper|magazine|newsroom|station|\p{L}+ desk))\b|coordinates our )/u;

/** Anywhere in the line. */
export const PHRASES = new WordedPatterns([
  [
    'long',
    /\b(?:our|is a|belongs to|part of)\b.{0,60}\b(?:year|month|week)s?-long (?:investigation|project|series|look|inquiry|collaboration)\b/iu,
  ],
  ['continuing', /\bour continuing (?:investigation|series|inquiry)\b/iu],
  [
    'chip double doubled',
    /\bchip in\b|\bdouble every (?:dollar|pound|euro)\b|\b(?:donation|gift|dollar|pound)\b.{0,60}\bwill be doubled\b/iu,
  ],
  [
    'gift receipt deductible journalism delivery',
    /\bmonthly gift\b|\btax receipt\b|\bnot tax-deductible\b|\bour journalism\b|\bfree delivery\b/iu,
  ],
  ['donor commercial', /\bno single donor\b|\bour commercial\b/iu],
  [
    'bookshop app podcast newsletter newsletters shop supporter',
    /\bour (?:bookshop|(?:phone )?app|podcast|newsletters?|(?:online )?shop|supporter care)\b/iu,
  ],
  [
    'newsletter email mail',
    /\b(?:newsletter|e-?mail)\b.{0,60}\b(?:written by|brings you|rounds up|sent (?:out|every|each|whenever))\b/iu,
  ],
  [
    'episode edition issue podcast quiz test',
    /\bin this week['’]s (?:episode|edition|issue)\b|\bthe weekly podcast\b|\bquick quiz\b|\b(?:take|try) our\b.{0,40}\b(?:quiz|test)\b|\btest your (?:knowledge|memory)\b/iu,
  ],
  [
    'vote voted closes bird evening trainee freelance deputy',
    /\bvote now\b|\breaders have voted\b|\bthe poll closes\b|\bearly-bird\b|\breader evening\b|\bis looking for an? (?:trainee|freelance|deputy)\b/iu,
  ],
  [
    'contact secure happened source',
    /\bcontact us\b|\bour secure (?:dropbox|form|line)\b|\btell us what happened\b|\b(?:reveal|name) a source\b/iu,
  ],
  [
    'welcome republish publish reprint covered provided spokespeople',
    /\bwelcome to (?:re-?publish|reprint|lift|share)\b|\bmay (?:re-?publish|reprint) our\b|\bnot covered by our\b|\bfree of charge,? provided\b|\bspokespeople are available\b/iu,
  ],
  [
    'editor complaints views links commission',
    /\breaders['’] editor\b|\bcomplaints about (?:accuracy|our|this)\b|\bviews expressed\b|\blinks on this page\b|\bsmall commission\b/iu,
  ],
  ['advice', /\b(?:legal|medical|financial)(?: or [\p{L}-]+)? advice\b.{0,40}$/iu],
  [
    'partners device cookies folder signing blocker',
    /\bwe and our \S+ partners\b|\bon your device\b|\boptional cookies\b|\b(?:spam|junk) folder\b|\bthanks for signing up\b|\bad blocker\b/iu,
  ],
  [
    'comment comments',
    /\bcomments (?:on this|are|will be)\b.{0,60}\b(?:moderat|closed|read by)|\byour comment will be\b/iu,
  ],
  [
    'screen print plain audio',
    /\bscreen readers?\b|\blarge-print\b|\bplain-language summary\b|\baudio version of this\b/iu,
  ],
  [
    'upset listening calls',
    /\bif (?:anything|something) in (?:this|these)\b.{0,40}\bupset\b|\blistening line\b|\bcalls (?:are free|cost nothing)\b/iu,
  ],
]);

/** A line that quotes is a line of the article. */
const QUOTES = /[“”"«»]/u;

interface ReadLine {
  readonly text: string;
  readonly words: { readonly first: string; readonly phrases: number };
}

export function isImprint({ text, words }: ReadLine): boolean {
  const isOne =
    (FIRST.has(words.first) && OPENINGS.some((opening) => opening.test(text))) ||
    AUTHOR.test(text) ||
    PHRASES.someMatches(words.phrases, text);
  return isOne && !QUOTES.test(text);
}
