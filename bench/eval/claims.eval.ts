/** From a text to its claims, on the project's own annotated texts. */
import type { Evaluation } from './evaluation.ts';
import { goldTexts } from './gold.ts';
import { measureClaims } from './claims-figures.ts';

export const evaluation: Evaluation = {
  name: 'claims',
  run: () => [
    ...measureClaims('development texts', goldTexts('development')),
    ...measureClaims('held-out texts', goldTexts('held-out')),
  ],
};
