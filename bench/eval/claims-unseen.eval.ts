/** From a text to its claims, on news whose errors in speakers and figures were read: seen for those, unseen for the rest. */
import type { Evaluation } from './evaluation.ts';
import { measureClaims } from './claims-figures.ts';
import { seedTexts } from './gold-seeds.ts';

export const evaluation: Evaluation = {
  name: 'claims-unseen',
  run: () => measureClaims('news, speaker and figure errors read', seedTexts()),
};
