/** Logistic regression on hashed features: AdaGrad, averaged over the second half of the epochs, deterministic. */
import { randomFrom, shuffle } from './hash.ts';
import type { GroupedFeatures, SparseVector } from './sparse.ts';

export interface Example {
  readonly x: SparseVector;
  readonly y: 0 | 1;
  /** How much this example counts; 1 if absent. */
  readonly weight?: number;
}

export interface LogisticModel {
  /** 2^bits of them; int8 weights are multiplied by the scale. */
  readonly weights: Float32Array | Int8Array;
  readonly scale: number;
  readonly bias: number;
}

export interface Training {
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  readonly seed: number;
}

/** Too small to matter, and keeps the first step from dividing by zero. */
const FIRST_SQUARE = 1e-8;

/** The same examples in the same order and the same settings give the same weights, bit for bit. */
export function train(examples: readonly Example[], settings: Training): LogisticModel {
  const { bits, epochs, seed } = settings;
  const state = {
    weights: new Float32Array(1 << bits),
    squares: new Float32Array(1 << bits).fill(FIRST_SQUARE),
    bias: 0,
    biasSquares: FIRST_SQUARE,
  };
  const sums = new Float64Array(1 << bits);
  let biasSum = 0;
  const random = randomFrom(seed);
  const order = [...examples];
  const firstAveraged = Math.floor(epochs / 2);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const example of order) step(state, example, settings);
    if (epoch < firstAveraged) continue;
    for (let f = 0; f < sums.length; f++) sums[f] = (sums[f] ?? 0) + (state.weights[f] ?? 0);
    biasSum += state.bias;
  }
  const averaged = Math.max(1, epochs - firstAveraged);
  return {
    weights: Float32Array.from(sums, (sum) => sum / averaged),
    scale: 1,
    bias: biasSum / averaged,
  };
}

interface State {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  bias: number;
  biasSquares: number;
}

function step(state: State, { x, y, weight = 1 }: Example, { rate, l2 }: Training): void {
  const { weights, squares } = state;
  const error = (sigmoid(weightedSum(weights, x) + state.bias) - y) * weight;
  for (let k = 0; k < x.index.length; k++) {
    const f = x.index[k] ?? 0;
    const gradient = error * (x.value[k] ?? 0) + l2 * (weights[f] ?? 0);
    const square = (squares[f] ?? 0) + gradient * gradient;
    squares[f] = square;
    weights[f] = (weights[f] ?? 0) - (rate * gradient) / Math.sqrt(square);
  }
  state.biasSquares += error * error;
  state.bias -= (rate * error) / Math.sqrt(state.biasSquares);
}

/** In (0, 1). A ranking rather than a probability: thresholds do not carry over from one genre to another. */
export const probability = (model: LogisticModel, x: SparseVector): number => sigmoid(logit(model, x));

/** The sum of the features' contributions and the bias. */
export const logit = ({ weights, scale, bias }: LogisticModel, x: SparseVector): number =>
  bias + scale * weightedSum(weights, x);

/** The same to the last bit, for features in groups. */
export function logitOfGroups({ weights, scale, bias }: LogisticModel, x: GroupedFeatures): number {
  let sum = 0;
  let k = 0;
  for (let group = 0; group < x.ends.length; group++) {
    const end = x.ends[group] ?? 0;
    const value = x.values[group] ?? 0;
    for (; k < end; k++) sum += (weights[x.index[k] ?? 0] ?? 0) * value;
  }
  return bias + scale * sum;
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

function weightedSum(weights: Float32Array | Int8Array, { index, value }: SparseVector): number {
  let sum = 0;
  for (let k = 0; k < index.length; k++) sum += (weights[index[k] ?? 0] ?? 0) * (value[k] ?? 0);
  return sum;
}
