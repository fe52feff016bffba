/**
 * The log's four figures: what it costs, how soon an entry is published, how fast a log is read again, and how large a
 * proof is. `npm run bench -- log [append|publishing|fsck|proof]`.
 */
import { measureAppend } from './log/append.ts';
import { measureFsck } from './log/fsck.ts';
import { measureProof } from './log/proof.ts';
import { measurePublishing } from './log/publishing.ts';

const FIGURES = {
  append: measureAppend,
  publishing: measurePublishing,
  fsck: measureFsck,
  proof: measureProof,
};

const [, , , only] = process.argv;
for (const [name, measure] of Object.entries(FIGURES)) if (!only || only === name) await measure();
