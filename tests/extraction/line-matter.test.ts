import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { oddsOfMatter } from '../../libs/extraction/src/regions/line-matter.ts';
import { shapeOf } from '../../libs/extraction/src/regions/line-shape.ts';
import { labelText } from '../../libs/extraction/src/regions/regions.ts';

const ARTICLE = [
  'The harbour board has approved a plan to rebuild the old quay, which was damaged when a barge broke loose last winter.',
  'Work on the first part of the quay will begin in March and should take about two years, by the plan of the board.',
  'The board put the cost at 41 million euros, of which the state will pay a third, and no jobs on the quay will be lost.',
  'A group of residents had asked a court to stop the work because of the noise, but the judge threw the case out in October.',
  'The barge belonged to a company from Selm that went out of business in the summer, and nobody has paid for the damage.',
  'Until the work is done the fishing boats of the harbour will have to land in Ostrey, an hour to the north by road.',
  'Divers found in January that two of the wooden piles under the quay had been hollow for years before the barge hit them.',
  'Fish is sold in the open beside the harbour now, under a roof that the town has rented until the quay is rebuilt.',
  'Ships of the coast guard lie further out in the harbour, and the state pays for the boat that takes their crews to town.',
  'The last time the old quay was rebuilt was in 1911, when stone came by barge from the quarries behind the town.',
];
const OTHER = 'Three cooks tell how they keep tomatoes fresh without a refrigerator for weeks.';

/** Of the line in the midst of the article. */
const oddsOf = (line: string, article: readonly string[] = ARTICLE): number => {
  const middle = Math.floor(article.length / 2);
  return oddsOfMatter(article.toSpliced(middle, 0, line).map(shapeOf))[middle] ?? NaN;
};

describe('what the rest of the page says of a line', () => {
  test('a sentence of another matter is held to be furniture, more than any paragraph of the article', () => {
    expect(oddsOf(OTHER)).toBeLessThan(-2);
    expect(Math.min(...oddsOfMatter(ARTICLE.map(shapeOf)))).toBeGreaterThan(-2);
  });

  test('not where it reports or quotes, or names what the others name', () => {
    expect(oddsOf(`${OTHER.slice(0, -1)}, he said.`)).toBe(0);
    expect(oddsOf(`“${OTHER}”`)).toBe(0);
    expect(oddsOf(OTHER.replace('cooks', 'cooks in Ostrey'))).toBe(0);
    expect(oddsOf(OTHER.replace('cooks', 'cooks in Brindle'))).toBeLessThan(-2);
  });

  test('nothing where little text stands beside it, or it has few words of its own', () => {
    expect(oddsOf(OTHER, ARTICLE.slice(0, 7))).toBe(0);
    expect(oddsOf(OTHER, ARTICLE.slice(0, 8))).toBeLessThan(-2);
    expect(oddsOf('Keep tomatoes fresh for a day.', ARTICLE)).toBeLessThan(0);
    expect(oddsOf('Fresh tomatoes.', ARTICLE)).toBe(0);
  });

  test('a word counts once, and by how it begins', () => {
    const said = 'Tomatoes tomatoes tomatoes harbours harbours harbours';
    expect(oddsOf(said)).toBe(0);
    expect(oddsOf('Fresh tomatoes weighing harbours refrigerators')).toBe(
      oddsOf('Fresh tomatoes weighing harbour refrigerators'),
    );
    expect(oddsOf('Fresh tomatoes weighing harbours refrigerators')).toBeGreaterThan(
      oddsOf('Fresh tomatoes weighing onions refrigerators'),
    );
  });

  test('more that is shared never says less for the body', () => {
    const words = fc.array(
      fc.constantFrom(...'mild onion tomato kettle ribbon ladder violet cellar'.split(' ')),
      {
        minLength: 3,
        maxLength: 20,
      },
    );
    const shared = fc.constantFrom(...'harbour quay barge board winter judge residents quarries'.split(' '));
    fc.assert(
      fc.property(words, shared, fc.nat(), (own, word, place) => {
        const line = (pieces: readonly string[]): string => pieces.join(' ');
        const at = place % own.length;
        const unshared = new Set(own).size;
        const replaced = own.map((piece) => (piece === own[at] ? word : piece));
        expect(new Set(replaced).size).toBe(unshared);
        expect(oddsOf(line(replaced))).toBeGreaterThanOrEqual(oddsOf(line(own)));
      }),
    );
  });
});

test('the labels follow: a teaser under the lead is no text, and every paragraph is', () => {
  const teaser = 'Real lemons, false vinegar';
  const text = ['Old quay to be rebuilt', ...ARTICLE.toSpliced(1, 0, teaser)].join('\n\n');
  const regions = labelText(text);
  const labelOf = (line: string) => {
    const at = text.indexOf(line);
    return regions.find(({ start, end }) => start <= at && at < end)?.label;
  };
  expect(labelOf(teaser)).toBe('boilerplate');
  expect(ARTICLE.map(labelOf)).not.toContain('boilerplate');
});
