/** The check-worthiness model on ClaimBuster, and whether the committed weights are what training gives. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CHECK_WORTHINESS_WEIGHTS } from '../../libs/extraction/src/detection/check-worthiness-weights.ts';
import {
  exampleOf,
  packed,
  packedModelOf,
  trainOn,
  type LabelledSentence,
} from '../../libs/extraction/src/detection/train-check-worthiness.ts';
import { randomFrom, shuffle } from '../../libs/extraction/src/learning/hash.ts';
import { probability, type Example } from '../../libs/extraction/src/learning/logistic.ts';
import { averagePrecision, countAt, f1, macroF1, mean } from '../../libs/extraction/src/learning/metrics.ts';
import { unpackModel } from '../../libs/extraction/src/learning/packed-model.ts';
import type { Evaluation, Measured } from './evaluation.ts';

const FILE = path.join(
  process.env['DATA_DIR'] ?? path.resolve('../shared/data'),
  'claimbuster/kfold_25ncs.json',
);
const DATA_SET = 'ClaimBuster 2.5xNCS, 4 stratified folds';
const FOLDS = 4;
/** Of the folds, as in the reference figures. */
const SEED = 42;
/** No threshold is tuned. */
const THRESHOLD = 0.5;

const rowsSchema = z.array(z.object({ text: z.string(), label: z.union([z.literal(0), z.literal(1)]) }));

export const evaluation: Evaluation = {
  name: 'check-worthiness',
  run() {
    if (!existsSync(FILE))
      throw new Error(`${FILE} is missing: set DATA_DIR to the folder with the data sets.`);
    const rows = rowsSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
    return [...crossValidated(rows), retrained(rows)];
  },
};

/** Each fold by a model of the other three, pruned and packed as the committed one is. */
function crossValidated(rows: readonly LabelledSentence[]): Measured[] {
  const examples = rows.map(exampleOf);
  const foldOf = stratifiedFolds(rows);
  const results = Array.from({ length: FOLDS }, (_, fold) => {
    const model = unpackModel(packed(trainOn(examples.filter((_example, i) => foldOf[i] !== fold))));
    const held = examples.filter((_example, i) => foldOf[i] === fold);
    return figuresOf(
      held.map(({ x }) => probability(model, x)),
      held,
    );
  });
  const figure = (pick: (result: (typeof results)[number]) => number): number => mean(results.map(pick));
  return [
    {
      item: 'check-worthiness, macro-F1',
      dataSet: DATA_SET,
      figure: figure(({ macro }) => macro),
      wanted: { atLeast: 0.845 },
    },
    {
      item: 'check-worthiness, F1',
      dataSet: DATA_SET,
      figure: figure(({ positive }) => positive),
      wanted: null,
    },
    {
      item: 'check-worthiness, average precision',
      dataSet: DATA_SET,
      figure: figure(({ precision }) => precision),
      wanted: null,
    },
  ];
}

function figuresOf(scores: number[], held: readonly Example[]) {
  const labels = held.map(({ y }) => y);
  const counts = countAt(scores, labels, THRESHOLD);
  return { macro: macroF1(counts), positive: f1(counts), precision: averagePrecision(scores, labels) };
}

function stratifiedFolds(rows: readonly LabelledSentence[]): number[] {
  const order = rows.map((_, i) => i);
  shuffle(order, randomFrom(SEED));
  const seen = { 0: 0, 1: 0 };
  const folds: number[] = [];
  for (const i of order) {
    const label = rows[i]?.label ?? 0;
    folds[i] = seen[label] % FOLDS;
    seen[label] += 1;
  }
  return folds;
}

function retrained(rows: readonly LabelledSentence[]): Measured {
  const { bits, scale, bias, weights } = packedModelOf(rows);
  const committed = CHECK_WORTHINESS_WEIGHTS;
  const same =
    bits === committed.bits &&
    scale === committed.scale &&
    bias === committed.bias &&
    weights === committed.weights;
  return {
    item: 'check-worthiness, training gives the committed weights (1: byte for byte)',
    dataSet: 'ClaimBuster 2.5xNCS',
    figure: same ? 1 : 0,
    wanted: { atLeast: 1 },
  };
}
