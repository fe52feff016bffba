/** Which documents may rest on one origin: by a leak, a witness, a wire, a credit or a copy in common. */
import { expect, test } from '@jest/globals';
import { labelledArticle } from '../../bench/eval/labelled-article.ts';
import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { creditsOf } from '../../libs/extraction/src/provenance/credits.ts';
import { proposeOrigins, type OriginDocument } from '../../libs/extraction/src/provenance/origins.ts';
import { upstreamOf } from '../../libs/extraction/src/provenance/upstream.ts';
import type { RegionLabel } from '../../libs/extraction/src/types.ts';

function document(
  publisher: string,
  publishedAt: string,
  ...paragraphs: readonly (string | readonly [RegionLabel, string])[]
): OriginDocument {
  const lines = paragraphs.map((line): readonly [RegionLabel, string] =>
    typeof line === 'string' ? ['body', line] : line,
  );
  const read = labelledArticle({ lines, publisher, publishedAt });
  const text = lines.flatMap(([label, line]) => (label === 'body' ? [line] : [])).join('\n');
  const upstream = upstreamOf(read, voicesIn(read));
  return { id: publisher, text, publisher, publishedAt, credits: creditsOf(read), upstream };
}
const proposals = (document: OriginDocument, ...others: OriginDocument[]) => proposeOrigins(document, others);

const LEDGER = document(
  'Daily Ledger',
  '2024-03-04',
  'Harwick council lost £11 million, says a confidential audit obtained by this newspaper.',
  'Brewer Lane, the auditors, told Tom Ashdown of it last May.',
);
const RADIO = document(
  'Radio Marl',
  '2024-03-05',
  'Millions are missing in Harwick.',
  'Documents seen by the Daily Ledger show that Tom Ashdown knew of it.',
);

test('two accounts of one leak that share no text, with a reason and spans', () => {
  const [found, ...others] = proposals(LEDGER, RADIO);
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    kind: 'shared-upstream',
    documents: ['Daily Ledger', 'Radio Marl'],
    evidence: [[LEDGER.upstream[0]?.span], [RADIO.upstream[0]?.span]],
  });
  expect(found?.reason).toContain('one leak (Daily Ledger)');
});

test('two leaks about one body, with other holders and years apart, are two', () => {
  const earlier = document(
    'Kell Tribune',
    '2021-03-05',
    'Harwick council planned it in secret, internal emails leaked to the Kell Tribune show.',
    'Tom Ashdown and Brewer Lane were told.',
  );
  expect(proposals(LEDGER, earlier)).toEqual([]);
});

test('two leaks about one body in one month, with other holders and nothing else in common, are two', () => {
  const sports = document(
    'Kell Tribune',
    '2024-03-10',
    'Harwick players took pills, laboratory files leaked to the Kell Tribune show.',
    'Tom Ashdown and Brewer Lane sit on the board of the club.',
  );
  expect(proposals(LEDGER, sports)).toEqual([]);
});

test('two people who saw one flood are two witnesses', () => {
  const [one, other] = ['Mara Quill', 'Ewan Brand'].map((name, i) =>
    document(
      `Paper ${i}`,
      '2023-11-04',
      `${name}, who watched the flood in Lower Tessel, told Radio Tessel that the Gorse dam gave way.`,
    ),
  );
  expect(one && other ? proposals(one, other) : null).toEqual([]);
});

test('an agency in common is one wire for one story, and none for two', () => {
  const agency = ['metadata', 'By the Associated Press'] as const;
  const train = 'Four wagons burned near Port Arnow, fire chief Lena Orsay said.';
  const again = 'Lena Orsay, fire chief of Port Arnow, said that nobody was hurt.';
  const fish = 'In Velland Rolf Amsel wants dearer licences for anglers on Lake Brenn.';
  const [a, b, c] = [train, again, fish].map((text, i) => document(`Paper ${i}`, '2022-07-20', agency, text));
  if (!a || !b || !c) throw new Error('Three articles were made.');
  expect(proposals(a, b)).toMatchObject([
    { kind: 'wire', reason: 'Both credit Associated Press for their report.' },
  ]);
  expect(proposals(a, c)).toEqual([]);
});

test('a credit of the other outlet, and a copy', () => {
  const text =
    'For eleven years Otto Brandel kept bees on the roof of the opera in Marlstadt, and when the opera closed the bees stayed, and Brandel stayed with them.';
  const original = document('Long Review', '2020-10-01', text);
  const repost = document(
    'City Pages',
    '2020-10-09',
    text,
    'This article first appeared in the Long Review.',
  );
  const found = proposals(original, repost);
  expect(found.map(({ kind }) => kind)).toEqual(['copy', 'wire']);
  expect(found[1]).toMatchObject({
    reason: 'City Pages credits Long Review for its text.',
    evidence: [[], [{}]],
  });
});

test('what comes in is held against each document that is here, and these not against each other', () => {
  let looked = 0;
  const others = Array.from({ length: 200 }, (_, i): OriginDocument => ({
    ...RADIO,
    id: `Radio ${i}`,
    get upstream() {
      looked += 1;
      return RADIO.upstream;
    },
  }));
  expect(proposals(LEDGER, ...others)).toHaveLength(200);
  expect(looked).toBeLessThanOrEqual(200 * LEDGER.upstream.length);
});
