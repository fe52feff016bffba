/** The same claim in several documents: merged, suggested, or wrongly so, on annotated claims. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  matchClaims,
  type ClaimMatch,
  type ClaimToMatch,
} from '../../libs/extraction/src/matching/match-claims.ts';
import { OPERATORS, QUANTITY_KINDS, type Figure } from '../../libs/extraction/src/types.ts';
import type { Evaluation, Measured } from './evaluation.ts';
import { figuresOf, type FigureOfText } from './figure-occurrences.ts';
import { goldAcross } from './gold-across.ts';
import { goldTexts, type GoldClaim, type GoldText } from './gold.ts';
import { claimsOfStory, inventedStories } from './invented-stories.ts';

const figure = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(QUANTITY_KINDS),
    operator: z.enum(OPERATORS),
    min: z.number().nullable(),
    max: z.number().nullable(),
    unit: z.string().nullable(),
    measure: z.string().nullable(),
    scope: z.string().nullable(),
    aggregator: z.enum(['min', 'max', 'first', 'total', 'average', 'example']).nullable(),
    text: z.string(),
  }),
  z.strictObject({
    kind: z.literal('date'),
    from: z.string(),
    to: z.string(),
    certainty: z.enum(['explicit', 'resolved', 'vague']),
    text: z.string(),
  }),
]);
const annotatedStories = z.array(
  z.strictObject({
    story: z.string(),
    documents: z.array(
      z.strictObject({
        id: z.string(),
        publishedAt: z.iso.date(),
        claims: z.array(
          z.strictObject({
            /** Claims of a story that say the same share it; "dead~1" and "dead~2" give other figures of one thing. */
            cluster: z.string(),
            text: z.string(),
            speaker: z.string().nullable(),
            figures: z.array(figure),
          }),
        ),
      }),
    ),
  }),
);

/** Claims with the pairs that say the same, and those that give other figures of one thing, as "a b". */
interface Annotated {
  readonly dataSet: string;
  readonly claims: readonly ClaimToMatch[];
  readonly same: ReadonlySet<string>;
  readonly differing: ReadonlySet<string>;
}

export const evaluation: Evaluation = {
  name: 'matching',
  run: () => [
    ...measured(inventedClaims()),
    ...measured(developmentClaims()),
    differingProposed('read'),
    differingProposed('unread'),
  ],
};

function measured({ dataSet, claims, same, differing }: Annotated): Measured[] {
  const matches = matchClaims(claims, claims).filter(({ claimId, matchId }) => claimId < matchId);
  const keyOf = ({ claimId, matchId }: ClaimMatch): string => `${claimId} ${matchId}`;
  const merged = matches.filter(({ strength }) => strength === 'merge').map(keyOf);
  const right = merged.filter((pair) => same.has(pair)).length;
  const found = matches.filter((match) => same.has(keyOf(match))).length;
  const wrong = merged.filter((pair) => differing.has(pair)).length;
  const useful = matches.filter((match) => same.has(keyOf(match)) || differing.has(keyOf(match))).length;
  return [
    {
      item: 'matching, merges that are right',
      dataSet,
      figure: right / merged.length,
      wanted: { atLeast: 0.9 },
      counts: `${right} of ${merged.length}`,
    },
    {
      item: 'matching, same claims merged',
      dataSet,
      figure: right / same.size,
      wanted: { atLeast: 0.4 },
      counts: `${right} of ${same.size}`,
    },
    {
      item: 'matching, same claims merged or suggested',
      dataSet,
      figure: found / same.size,
      wanted: { atLeast: 0.8 },
      counts: `${found} of ${same.size}`,
    },
    {
      item: 'matching, proposals about one thing',
      dataSet,
      figure: useful / matches.length,
      wanted: null,
      counts: `${useful} of ${matches.length}`,
    },
    { item: 'matching, differing figures merged', dataSet, figure: wrong, wanted: { atMost: 0 } },
  ];
}

/** Of figures that reports of one story give differently: those whose claims are set beside each other for a person. */
function differingProposed(file: 'read' | 'unread'): Measured {
  const outcomes = inventedStories(file).flatMap((story) => {
    const claims = claimsOfStory(story);
    const withFigure = (text: string): Set<string> =>
      new Set(
        claims
          .filter(({ figures }) => figures.some((one) => one.text.includes(text) || text.includes(one.text)))
          .map(({ id }) => id),
      );
    const matches = matchClaims(claims, claims);
    return story.differing.map(([one, other]) => {
      const [ones, others] = [withFigure(one), withFigure(other)];
      return matches.some(({ claimId, matchId }) => ones.has(claimId) && others.has(matchId));
    });
  });
  const found = outcomes.filter(Boolean).length;
  return {
    item: 'matching, differing figures set beside each other',
    dataSet: `invented stories, ${file}`,
    figure: found / outcomes.length,
    wanted: null,
    counts: `${found} of ${outcomes.length}`,
  };
}

function inventedClaims(): Annotated {
  const file = path.resolve('bench/eval/matching/stories.json');
  const all = annotatedStories.parse(JSON.parse(readFileSync(file, 'utf8'))).flatMap(({ story, documents }) =>
    documents.flatMap(({ id: documentId, publishedAt, claims }) =>
      claims.map(({ cluster, text, speaker, figures }, i) => ({
        cluster: `${story} ${cluster}`,
        claim: {
          id: `${documentId}-${i}`,
          text,
          exact: text,
          documentId,
          publishedAt,
          speaker,
          figures: figures.map((one): Figure => ({ ...one, start: 0, end: 0 })),
        },
      })),
    ),
  );
  const pairs = all.flatMap((one, i) =>
    all
      .slice(i + 1)
      .filter(({ claim }) => claim.documentId !== one.claim.documentId)
      .map((other) => ({ one, other, key: pairOf(one.claim.id, other.claim.id) })),
  );
  const thing = (cluster: string): string => cluster.replace(/~.*/, '');
  const differing = pairs.filter(
    ({ one, other }) => one.cluster !== other.cluster && thing(one.cluster) === thing(other.cluster),
  );
  return {
    dataSet: 'invented stories, built with',
    claims: all.map(({ claim }) => claim),
    same: new Set(pairs.filter(({ one, other }) => one.cluster === other.cluster).map(({ key }) => key)),
    differing: new Set(differing.map(({ key }) => key)),
  };
}

const pairOf = (...ids: [string, string]): string => ids.sort().join(' ');

function developmentClaims(): Annotated {
  const { sameClaims, figuresDiffer } = goldAcross();
  const same = sameClaims.flatMap((group) =>
    group.flatMap((a, i) => group.slice(i + 1).map((b) => pairOf(a, b))),
  );
  return {
    dataSet: 'development texts, annotated claims',
    claims: goldTexts('development').flatMap((text) => {
      const figures = figuresOf(text.text, text.publishedAt);
      return text.claims
        .filter(({ duplicateOf }) => duplicateOf === null)
        .map((claim) => annotatedClaim(text, claim, figures));
    }),
    same: new Set(same),
    differing: new Set(figuresDiffer.map(([a, b]) => pairOf(a, b))),
  };
}

/** With the figures that the product reads in its passage: their measures and places are what figures are compared by. */
function annotatedClaim(
  { id: documentId, publishedAt }: GoldText,
  claim: GoldClaim,
  figures: readonly FigureOfText[],
): ClaimToMatch {
  return {
    id: claim.id,
    text: claim.normalized,
    exact: claim.quote,
    documentId,
    publishedAt,
    speaker: claim.attribution.who,
    figures: figures
      .map(({ figure }) => figure)
      .filter(({ start, end }) => claim.start <= start && end <= claim.end),
  };
}
