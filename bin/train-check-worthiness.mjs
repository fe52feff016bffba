// Trains the check-worthiness model and writes its weights into the source. Reads DATA_DIR, ../shared/data by default.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

const checkout = join(fileURLToPath(import.meta.url), '../..');
const data = process.env.DATA_DIR ?? join(checkout, '../shared/data');
const target = join(checkout, 'libs/extraction/src/detection/check-worthiness-weights.ts');

buildIfStale();
const { packedModelOf } = await import('../dist/libs/extraction/src/detection/train-check-worthiness.js');
const rows = JSON.parse(readFileSync(join(data, 'claimbuster/kfold_25ncs.json'), 'utf8'));
const { bits, scale, bias, weights } = packedModelOf(rows);

writeFileSync(
  target,
  `/**
 * Weights of the check-worthiness model, written by bin/train-check-worthiness.mjs: change nothing by hand.
 *
 * Trained on ClaimBuster, kfold_25ncs.json (${rows.length} sentences of US presidential debates, labelled by people), of
 * https://github.com/utaresearch/claimbuster-spotter, commit 332bba0819d79f8e42d0a70277597dfe97036873. That repository is
 * under the GPL-3.0; the licence of the data set itself (Zenodo, 10.5281/zenodo.3609356) is still to be confirmed. No row
 * of it is in this project. \`npm run eval\` trains again and compares.
 */
import type { PackedModel } from '../learning/packed-model.ts';

export const CHECK_WORTHINESS_WEIGHTS: PackedModel = {
  bits: ${bits},
  scale: ${scale},
  bias: ${bias},
  weights:
    '${weights}',
};
`,
);
process.stderr.write(
  `${rows.length} sentences, ${Math.round(weights.length / 1000)} kB of weights in ${target}\n`,
);
