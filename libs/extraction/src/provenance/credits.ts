/** Whom a document itself names as the source of its text: agencies, first publication, copyright, translation. */
import type { Span } from '../code-points.ts';
import { isMediaWord } from '../attribution/speaker-nouns.ts';
import { matchesOf } from '../matches.ts';
import type { Article, RegionLabel } from '../types.ts';
import { AGENCY_FORM, AGENCY_LONG_FORM, agencyNamed } from './agencies.ts';
import { FOREIGN_TITLE, NATIONAL, sourceNamed, type SourceName } from './source-names.ts';

export interface Credit {
  readonly kind:
    'first-appeared' | 'agency' | 'copyright' | 'syndicated' | 'with-reporting-by' | 'translated-from';
  /** The agency's usual name, else as the text has it. */
  readonly source: string;
  /** The whole credit, in code points of the canonical text. */
  readonly span: Span;
}

/** Credits stand near the ends of a line; the rest of a long line is prose (UTF-16 units). */
const EDGE = 400;
/** A line that only names who wrote it. */
const LONGEST_BYLINE = 100;
/** Agency credits in the text stand in its first or last lines. */
const OUTER_LINES = 4;

const PIECE = '(?:article|story|report|piece|text|post|column|essay|interview|version|feature|translation)';
/** The credit speaks of the article, or begins its line or sentence: else it tells where a novel was published. */
const ABOUT_PIECE = `(?:(?:this|the)(?: [a-z]{2,12})? ${PIECE}(?: (?:was|is|has been|had))? |(?<=^|[.|(\\[*–—] ?))`;
/** Each with what it cannot do without, which is quicker to look for. */
const PHRASES: readonly (readonly [kind: Credit['kind'], needs: RegExp, cue: RegExp])[] = [
  [
    'first-appeared',
    /publish|appear|print|post|air/i,
    phrase(
      `${ABOUT_PIECE}(?:first|originally|previously) (?:been )?(?:published|appeared|printed|posted|aired) (?:by|in|on|at|with) `,
    ),
  ],
  [
    'first-appeared',
    /comes from|produced by|provided by|appeared in/i,
    phrase(`(?:this|the) ${PIECE} (?:comes from|was produced by|was provided by|appeared in) `),
  ],
  [
    'first-appeared',
    /translated/i,
    phrase(
      `translated (?:and (?:edited|adapted|abridged) )?from (?:the|an?) (?:[a-z]+ )?(?:original|article|text|version|story|report)(?: that| which)?(?: was)?(?: (?:first|originally))? (?:published|printed|appeared) (?:in|on|by) `,
    ),
  ],
  [
    'syndicated',
    /publish|print|produc|syndicat|distribut|suppli/i,
    phrase(
      `${ABOUT_PIECE}(?:re-?published|reprinted|reproduced|syndicated|distributed|supplied)(?: here)?(?: (?:with|by)(?: the)?(?: kind)? permission)?(?: under [\\p{L}\\d .-]{2,40}?)? (?:from|of|by|via|courtesy of) `,
    ),
  ],
  [
    'with-reporting-by',
    /additional|further|extra/i,
    phrase('(?:additional|further|extra) (?:reporting|research|material) (?:by|from) '),
  ],
  [
    'with-reporting-by',
    /with /i,
    phrase('with (?:reporting|files|contributions|inputs?|material) (?:by|from) '),
  ],
  [
    'translated-from',
    /translated/i,
    phrase('translated (?:and (?:edited|adapted|abridged) )?from (?:the )?(?:original )?'),
  ],
  [
    'copyright',
    /©|\(c\)|copyright/i,
    phrase(
      '(?:©|\\(c\\)|copyright)(?: ?(?:©|\\(c\\)|copyright))? ?(?:(?:19|20)\\d\\d(?: ?[-–] ?(?:19|20)?\\d\\d)?,? ?)?(?:by )?',
    ),
  ],
];

/** Every phrase has one of these words; most lines have none, and are done with. */
const ANY_PHRASE =
  /©|\(c\)|copyright|publish|print|appear|posted|aired|produced|provided|comes from|syndicat|distribut|suppl|report|research|material|files|contribut|input|translated/i;

const DATELINE = new RegExp(`^[^()]{0,80}\\((?<agency>${AGENCY_FORM})\\) ?[-–—:]`, 'u');
const SIGNATURE = new RegExp(`(?:\\(|[-–—] ?|[.”"] )(?<agency>${AGENCY_FORM})\\)?\\.?$`, 'u');
const BYLINE_START = new RegExp(
  `^(?:(?:[Bb]y|BY|[Ff]rom|[Ss]ources?|[Aa]gency|[Vv]ia|[Tt]ext):? ?)?(?<agency>${AGENCY_FORM})(?=$|[,|/&+–—-]| (?:and|in|with|staff|via|[–—|-]) |[ ,]+(?:19|20|\\d))`,
  'u',
);
const BYLINE_END = new RegExp(
  `^(?:By |BY |From |Source: |Written by )?[\\p{L}\\p{M}.’'& -]{2,60}(?:,|\\||/| [–—-]| (?:of|for|via)(?: the)?|\\() ?(?<agency>${AGENCY_FORM})\\)?$`,
  'u',
);
/** "Norrbladet with AFP": what stands before is a name and no sentence. */
const BYLINE_WITH = new RegExp(
  `^(?:By |BY |From )?(?!Interview|Talks?|Deal|Partnership)(?<outlet>\\p{Lu}[\\p{L}\\p{M}.’'&-]*(?: (?:de |van |von |al-|bin )?\\p{Lu}[\\p{L}\\p{M}.’'&-]*){0,5}) (?:with|and) (?<agency>${AGENCY_FORM})\\.?$`,
  'u',
);
/** The last words of a credit of more than one part. */
const ENDING = new RegExp(`\\((?<agency>${AGENCY_FORM})\\)\\.?$`, 'u');
const LONG_BYLINE = new RegExp(`^(?:By|BY|From|Source:|By the) (?<agency>${AGENCY_LONG_FORM})\\b`, 'u');
const PICTURE = /\b(?:photo|photograph|picture|image|video|file|getty|illustration|graphic)\b|\/[\p{L}]/iu;

function phrase(cue: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${cue}`, 'giu');
}

/** Captions are left out: the credit of a picture says nothing about the text. In the order of the text. */
export function creditsOf(article: Article): Credit[] {
  const lines = linesOf(article);
  const body = lines.filter(({ label }) => label === 'body');
  const outer = new Set([...body.slice(0, OUTER_LINES), ...body.slice(-OUTER_LINES)]);
  const found: Found[] = [];
  for (const line of lines) {
    if (ANY_PHRASE.test(line.text)) found.push(...phrasesIn(line));
    if (line.label !== 'body' || outer.has(line)) found.push(...agenciesIn(line));
  }
  return found
    .filter(({ source }) => source.toLowerCase() !== article.publisher?.toLowerCase())
    .sort((a, b) => a.start - b.start)
    .map(({ kind, source, start, end }) => ({ kind, source, span: article.points.spanOf(start, end) }));
}

interface Line {
  readonly label: RegionLabel;
  readonly text: string;
  /** In UTF-16 units of the canonical text. */
  readonly start: number;
}

function linesOf({ points, regions }: Article): Line[] {
  const lines: Line[] = [];
  for (const { label, start, end } of regions) {
    if (label === 'caption') continue;
    let unit = points.unitOf(start);
    for (const text of points.slice(start, end).split('\n')) {
      lines.push({ label, text, start: unit });
      unit += text.length + 1;
    }
  }
  return lines;
}

/** In UTF-16 units of the canonical text. */
interface Found extends Omit<Credit, 'span'> {
  readonly start: number;
  readonly end: number;
}

function phrasesIn({ text, start }: Line): Found[] {
  const edges = text.length <= 2 * EDGE ? [0] : [0, text.length - EDGE];
  return edges.flatMap((offset) => {
    const edge = text.slice(offset, edges.length === 1 ? undefined : offset + EDGE);
    return PHRASES.filter(([, needs]) => needs.test(edge)).flatMap(([kind, , cue]) =>
      matchesOf(cue, edge).flatMap(({ 0: match, index }) => {
        const rest = edge.slice(index + match.length, index + match.length + EDGE);
        const source = (kind === 'translated-from' ? languageNamed(rest) : null) ?? sourceNamed(rest);
        if (!source) return [];
        const from = start + offset + index;
        const named = agencyNamed(source.name) ?? source.name;
        return [{ kind, source: named, start: from, end: from + match.length + source.end }];
      }),
    );
  });
}

/** "German by Ada Roth": the language is the source, not who translated it. */
function languageNamed(text: string): SourceName | null {
  const name = LANGUAGE.exec(text)?.[0];
  return name === undefined ? null : { name, end: name.length };
}
const LANGUAGE = new RegExp(`^${NATIONAL}(?!\\p{L}| \\p{Lu})`, 'u');

function agenciesIn({ label, text, start }: Line): Found[] {
  const head = text.slice(0, EDGE);
  const first = firstMatch(patternsFor(label, text), head);
  const tailAt = Math.max(0, text.length - EDGE);
  const tail = text.slice(tailAt);
  const match = first ?? endingFor(label, tail)?.exec(tail);
  const agency = agencyNamed(match?.groups?.['agency'] ?? '');
  if (!match || agency === null) return [];
  const from = start + match.index + (first ? 0 : tailAt);
  const place = { start: from, end: from + match[0].length };
  const outlet = match.groups?.['outlet'] ?? '';
  const isOutlet = FOREIGN_TITLE.test(outlet) || outlet.toLowerCase().split(' ').some(isMediaWord);
  return [
    { kind: 'agency', source: agency, ...place },
    ...(isOutlet ? [{ kind: 'syndicated' as const, source: outlet, ...place }] : []),
  ];
}

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
}

function endingFor(label: RegionLabel, tail: string): RegExp | null {
  if (label === 'body') return SIGNATURE;
  return label === 'headline' || !tail.includes('(') || PICTURE.test(tail.slice(-LONGEST_BYLINE))
    ? null
    : ENDING;
}

function patternsFor(label: RegionLabel, text: string): RegExp[] {
  if (label === 'headline') return [DATELINE];
  const isShort = text.length <= LONGEST_BYLINE && !PICTURE.test(text);
  const bylines = isShort ? [BYLINE_START, BYLINE_END, BYLINE_WITH] : [];
  return label === 'body' ? [DATELINE, ...bylines] : [DATELINE, LONG_BYLINE, ...bylines];
}
