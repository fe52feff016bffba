/** Invented articles that repeat themselves, and what editors and other extractions make of them; every sentence keeps its id. */
import { shuffle } from '../../libs/extraction/src/learning/hash.ts';

export interface Sentence {
  readonly id: number;
  readonly text: string;
}

export interface Article {
  readonly paragraphs: readonly (readonly Sentence[])[];
  readonly separator: string;
}

export interface PlacedSentence extends Sentence {
  /** UTF-16 units of the article's text. */
  readonly start: number;
  readonly end: number;
}

type Random = () => number;

const SUBJECTS =
  'The council|The mayor|A spokeswoman|The club’s owner|Dr. Ilse Marin|The harbour board|A nurse|The court|Coach Petru Dinu|The ferry company|The 😀 café’s landlord|The ministry'.split(
    '|',
  );
const ACTS =
  'said the repairs would cost|had counted|told the committee about|wrote in a letter of|confirmed|denied reports of|spoke on Tuesday of|put the loss at|promised the street'.split(
    '|',
  );
const OBJECTS =
  'flooded cellars|broken seats|new buses|sick patients|euros|missing ballots|days of delay|tonnes of grain|season tickets|unpaid fines'.split(
    '|',
  );
const ENDINGS =
  ' — more than last year.| in the old town.|, “and nobody was told”.| since the storm…| after the vote.| for the second time.|, according to a report.| near the rail\u00ADway bridge.| at 6\u00A0p.m.|.'.split(
    '|',
  );
/** The short ones that every article has more than once. */
const COMMON = [
  'He denied it.',
  'The council did not comment.',
  '“It’s not true,” she said.',
  'Nobody was hurt.',
];

const oneOf = <T>(items: readonly T[], random: Random): T | undefined =>
  items[Math.floor(random() * items.length)];
const below = (n: number, random: Random): number => Math.floor(random() * n);

let nextId = 0;

function inventedSentence(random: Random): Sentence {
  const text =
    random() < 0.15
      ? oneOf(COMMON, random)
      : `${oneOf(SUBJECTS, random)} ${oneOf(ACTS, random)} ${2 + below(90, random)} ${oneOf(OBJECTS, random)}${oneOf(ENDINGS, random)}`;
  return { id: nextId++, text: text ?? '' };
}

const inventedParagraph = (random: Random): Sentence[] =>
  Array.from({ length: 1 + below(4, random) }, () => inventedSentence(random));

/** Twelve to twenty paragraphs, some of which stand a second time further down. */
export function inventedArticle(random: Random): Article {
  const paragraphs = Array.from({ length: 12 + below(9, random) }, () => inventedParagraph(random));
  for (let repeats = below(4, random); repeats > 0; repeats -= 1) {
    const from = below(paragraphs.length - 3, random);
    const copy = (paragraphs[from] ?? []).map(({ text }) => ({ id: nextId++, text }));
    paragraphs.splice(from + 3 + below(paragraphs.length - from - 3, random), 0, copy);
  }
  return { paragraphs, separator: '\n\n' };
}

type Edit = (paragraphs: Sentence[][], random: Random) => void;

const EDITS: readonly Edit[] = [
  (paragraphs, random) => {
    paragraphs.splice(below(paragraphs.length + 1, random), 0, inventedParagraph(random));
  },
  (paragraphs, random) => {
    paragraphs.splice(below(paragraphs.length, random), 1);
  },
  (paragraphs, random) => {
    paragraphs.splice(below(paragraphs.length, random), 1, inventedParagraph(random));
  },
  (paragraphs, random) => {
    oneOf(paragraphs, random)?.splice(0, 1);
  },
  (paragraphs, random) => {
    oneOf(paragraphs, random)?.push(inventedSentence(random));
  },
  (paragraphs, random) => {
    const paragraph = oneOf(paragraphs, random) ?? [];
    const at = below(paragraph.length, random);
    const sentence = paragraph[at];
    if (sentence) paragraph[at] = { ...sentence, text: lightlyEdited(sentence.text, random) };
  },
];

function lightlyEdited(text: string, random: Random): string {
  const words = text.split(' ');
  const at = 1 + below(Math.max(1, words.length - 2), random);
  if (random() < 0.5) words.splice(at, 0, 'also');
  else words[at] = 'then';
  return words.join(' ');
}

/** One to eight edits, and in half of the cases another program's extraction. */
export function edited(article: Article, random: Random): Article {
  const paragraphs = article.paragraphs.map((paragraph) => [...paragraph]);
  const edits = [...EDITS];
  for (let count = 1 + below(8, random); count > 0; count -= 1) {
    shuffle(edits, random);
    edits[0]?.(paragraphs, random);
  }
  const filled = paragraphs.filter((paragraph) => paragraph.length > 0);
  if (random() < 0.5) return { paragraphs: filled, separator: article.separator };
  const extracted = filled.map((paragraph) =>
    paragraph.map(({ id, text }) => ({ id, text: extractedAgain(text) })),
  );
  return { paragraphs: extracted, separator: '\n' };
}

const extractedAgain = (text: string): string =>
  text
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll('—', '--')
    .replaceAll('…', '...')
    .replaceAll('\u00A0', ' ')
    .replaceAll('\u00AD', '');

export const textOf = ({ paragraphs, separator }: Article): string =>
  paragraphs.map((paragraph) => paragraph.map(({ text }) => text).join(' ')).join(separator);

export function placed({ paragraphs, separator }: Article): PlacedSentence[] {
  let unit = 0;
  return paragraphs.flatMap((paragraph) => {
    const sentences = paragraph.map((sentence, i) => {
      if (i > 0) unit += 1;
      const start = unit;
      unit += sentence.text.length;
      return { ...sentence, start, end: unit };
    });
    unit += separator.length;
    return sentences;
  });
}
