import { expect, test } from '@jest/globals';
import { goldAcross } from '../../bench/eval/gold-across.ts';
import { goldTexts, type GoldClaim } from '../../bench/eval/gold.ts';

const across = goldAcross();
const texts = goldTexts('development');
const claims = new Map(
  texts.flatMap((text) => text.claims.map((claim) => [claim.id, { claim, text: text.id }] as const)),
);

function claimOf(id: string): GoldClaim {
  const found = claims.get(id);
  if (!found) throw new Error(`There is no claim ${id}.`);
  return found.claim;
}

test('texts of one story are named together, and no other text shares its story', () => {
  for (const { story, texts: ids } of across.stories)
    expect(texts.filter((text) => text.story === story).map(({ id }) => id)).toEqual(ids);
  const shared = texts.filter(({ story }) => texts.filter((other) => other.story === story).length > 1);
  expect(new Set(shared.map(({ story }) => story)).size).toBe(across.stories.length);
});

test('same claims, differing claims and variants stand in different texts', () => {
  const groups = [
    ...across.sameClaims,
    ...across.figuresDiffer,
    ...across.quotationVariants.map((variant) => variant.claims),
  ];
  for (const group of groups) {
    for (const id of group) claimOf(id);
    const where = group.map((id) => claims.get(id)?.text);
    expect({ group, apart: new Set(where).size }).toEqual({ group, apart: group.length });
  }
});

test('rows of sheets and look-alikes are quantities of their claims', () => {
  const rows = [...across.figureSheets, ...across.lookAlikes].flatMap((one) => one.rows);
  for (const { claim, text } of rows)
    expect({ claim, has: claimOf(claim).quantities.map((quantity) => quantity.text) }).toEqual({
      claim,
      has: expect.arrayContaining([text]),
    });
});

test('variants of a quotation differ and have one speaker', () => {
  for (const { speaker, claims: ids } of across.quotationVariants) {
    expect(new Set(ids.map((id) => claimOf(id).quote)).size).toBe(ids.length);
    for (const id of ids) expect(claimOf(id).attribution.who).toContain(speaker);
  }
});

test('origins name texts, the original among them', () => {
  for (const { texts: pair, original } of across.origins) {
    for (const id of pair) expect(texts.map((text) => text.id)).toContain(id);
    expect(pair).toContain(original);
  }
});
