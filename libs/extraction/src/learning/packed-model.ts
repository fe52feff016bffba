/** A trained model as text, small enough to live in a source file: int8 weights, runs of zeros counted, in base64. */
import type { LogisticModel } from './logistic.ts';

export interface PackedModel {
  readonly bits: number;
  /** The weight that one step of the int8 scale stands for. */
  readonly scale: number;
  readonly bias: number;
  readonly weights: string;
}

const LARGEST = 127;
/** Announces a run of zeros; no weight has this value. The next byte is the run's length. */
const ZERO_RUN = -128;
const LONGEST_RUN = 255;
/** `String.fromCharCode` takes its bytes as arguments, and there is a limit to those. */
const CHUNK = 8192;

/** Weights of which the absolute value is below `prune` become zero. */
export function packModel({ weights, scale, bias }: LogisticModel, prune = 0): PackedModel {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight * scale));
  // Rounded, so that the number in the source file is the number that was used.
  const stepSize = Number((largest / LARGEST).toPrecision(9)) || 1;
  const quantised = Int8Array.from(weights, (weight) => {
    const value = weight * scale;
    return Math.abs(value) < prune ? 0 : Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / stepSize)));
  });
  return {
    bits: Math.log2(weights.length),
    scale: stepSize,
    bias: Number(bias.toPrecision(9)),
    weights: toBase64(compressed(quantised)),
  };
}

/** Throws RangeError when the text does not hold exactly 2^bits weights. */
export function unpackModel({ bits, scale, bias, weights }: PackedModel): LogisticModel {
  const bytes = Int8Array.from(atob(weights), (character) => character.codePointAt(0) ?? 0);
  const unpacked = new Int8Array(1 << bits);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === ZERO_RUN) {
      i += 1;
      at += (bytes[i] ?? 0) & 0xff;
    } else {
      unpacked[at] = byte;
      at += 1;
    }
  }
  if (at !== unpacked.length) throw new RangeError(`${at} weights where ${unpacked.length} belong`);
  return { weights: unpacked, scale, bias };
}

function compressed(weights: Int8Array): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < weights.length;) {
    let run = 0;
    while (run < LONGEST_RUN && i + run < weights.length && weights[i + run] === 0) run += 1;
    if (run > 1) bytes.push(ZERO_RUN, run);
    else bytes.push(weights[i] ?? 0);
    i += Math.max(1, run);
  }
  return Uint8Array.from(bytes, (byte) => byte & 0xff);
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += CHUNK)
    binary += String.fromCodePoint(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}
