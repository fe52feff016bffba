/** From a text to its claims, on news that no method was tuned with; errors in its speakers were read once. */
import type { Evaluation } from './evaluation.ts';
import { measureClaims } from './claims-figures.ts';
import { seedTexts } from './gold-seeds.ts';

export const evaluation: Evaluation = {
  name: 'claims-unseen',
  run: () => measureClaims('news, speaker errors read once', seedTexts()),
};
