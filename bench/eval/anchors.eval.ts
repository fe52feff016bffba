/** Passages of invented articles, found again after random edits of the article: each at its own place, or an orphan. */
import { PassageMapper } from '../../libs/extraction/src/anchors/map-passage.ts';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { randomFrom } from '../../libs/extraction/src/learning/hash.ts';
import { passageIn } from '../../libs/extraction/src/passages.ts';
import { edited, inventedArticle, placed, textOf } from './edited-articles.ts';
import type { Evaluation, Measured } from './evaluation.ts';

const ARTICLES = 200;
const DATA_SET = `${ARTICLES} invented articles with repeated paragraphs, edited and extracted again`;

type Outcome = 'right' | 'orphan' | 'orphan rightly' | 'misplaced';

export const evaluation: Evaluation = {
  name: 'anchors',
  run(): Measured[] {
    const outcomes = Array.from({ length: ARTICLES }, (_, seed) => outcomesOf(seed)).flat();
    const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
    const survivors = count('right') + count('orphan') + count('misplaced');
    return [
      {
        item: 'anchors found again at the right place or marked orphan',
        dataSet: DATA_SET,
        figure: 1 - count('misplaced') / outcomes.length,
        wanted: { atLeast: 1 },
        counts: `${count('misplaced')} of ${outcomes.length} misplaced`,
      },
      {
        item: 'anchors found again, of those whose sentence is still there',
        dataSet: DATA_SET,
        figure: count('right') / survivors,
        wanted: null,
        counts: `${count('right')} of ${survivors}`,
      },
    ];
  },
};

/** Every sentence, and of the longer ones a part. */
function outcomesOf(seed: number): Outcome[] {
  const random = randomFrom(seed);
  const before = inventedArticle(random);
  const after = edited(before, random);
  const [oldText, newText] = [textOf(before), textOf(after)];
  const points = new CodePoints(oldText);
  const newPoints = new CodePoints(newText);
  const mapper = new PassageMapper(oldText, newText);
  const there = placed(after);
  return placed(before).flatMap(({ id, text, start, end }) => {
    const part = / \S+ \S+ \S+ \S+ \S+/u.exec(text)?.[0].trim();
    const from = start + (part === undefined ? 0 : text.indexOf(part));
    const spans = [
      [start, end] as const,
      ...(part === undefined ? [] : [[from, from + part.length] as const]),
    ];
    return spans.map(([first, last]): Outcome => {
      const mapped = mapper.map(passageIn(points, points.spanOf(first, last)));
      if ('orphan' in mapped) return there.some((one) => one.id === id) ? 'orphan' : 'orphan rightly';
      const unit = newPoints.unitOf(mapped.start);
      const landed = there.find((one) => one.start <= unit && unit < one.end);
      return landed?.id === id ? 'right' : 'misplaced';
    });
  });
}
