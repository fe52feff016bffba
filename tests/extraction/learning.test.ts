import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hash32, randomFrom } from '../../libs/extraction/src/learning/hash.ts';
import { probability, train, type Example } from '../../libs/extraction/src/learning/logistic.ts';
import {
  areaUnderCurve,
  averagePrecision,
  countAt,
  f1,
  macroF1,
} from '../../libs/extraction/src/learning/metrics.ts';
import { packModel, unpackModel } from '../../libs/extraction/src/learning/packed-model.ts';
import { FeatureBag } from '../../libs/extraction/src/learning/sparse.ts';

const BITS = 10;
const SETTINGS = { bits: BITS, epochs: 6, rate: 0.2, l2: 1e-4, seed: 1 };

function example(words: string, y: 0 | 1): Example {
  const bag = new FeatureBag(BITS);
  for (const word of words.split(' ')) bag.add(word);
  return { x: bag.toSparse(), y };
}

const EXAMPLES = [
  example('rain flooded the road', 1),
  example('the road was flooded', 1),
  example('click here to subscribe', 0),
  example('subscribe to the newsletter', 0),
];

test('the same examples give the same weights', () => {
  expect(train(EXAMPLES, SETTINGS)).toEqual(train(EXAMPLES, SETTINGS));
});

test('what was learnt separates the examples, packed or not', () => {
  const model = train(EXAMPLES, SETTINGS);
  for (const learnt of [model, unpackModel(packModel(model))])
    for (const { x, y } of EXAMPLES) expect(probability(learnt, x) > 0.5).toBe(y === 1);
});

test('packing keeps every weight within half a step, and text that is cut off is refused', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, min: -9, max: 9 }), { minLength: 16, maxLength: 16 }),
      (list) => {
        const weights = Float32Array.from(list);
        const packed = packModel({ weights, scale: 1, bias: 0.5 });
        const unpacked = unpackModel(packed);
        for (const [i, weight] of weights.entries())
          expect(Math.abs((unpacked.weights[i] ?? 0) * unpacked.scale - weight)).toBeLessThanOrEqual(
            packed.scale * 0.501,
          );
      },
    ),
  );
  const packed = packModel(train(EXAMPLES, SETTINGS));
  expect(() => unpackModel({ ...packed, weights: packed.weights.slice(0, 8) })).toThrow(RangeError);
});

test('hashes are unsigned, random numbers lie in [0, 1) and repeat', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, seed) => {
      expect(hash32(text)).toBeGreaterThanOrEqual(0);
      const [first, second] = [randomFrom(seed)(), randomFrom(seed)()];
      expect(first).toBe(second);
      expect(first >= 0 && first < 1).toBe(true);
    }),
  );
});

test('the metrics of a ranking with one mistake', () => {
  const scores = [0.9, 0.8, 0.3, 0.2];
  const labels = [1, 0, 1, 0] as const;
  expect(f1(countAt(scores, labels, 0.5))).toBeCloseTo(0.5);
  expect(macroF1(countAt(scores, labels, 0.5))).toBeCloseTo(0.5);
  expect(averagePrecision(scores, labels)).toBeCloseTo((1 + 2 / 3) / 2);
  expect(areaUnderCurve(scores, labels)).toBeCloseTo(0.75);
});
