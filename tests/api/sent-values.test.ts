/** What may be sent, by its schemas alone: whatever it is, it is taken or refused, and what is taken can be stored. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { intake, proposals, requests, rereviews, talk, turns, verdicts } from '#contract';

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const passage = {
  versionId: '4b1f9c8e-0000-4000-8000-000000000000',
  start: 0,
  end: 5,
  exact: 'water',
  prefix: '',
  suffix: '',
};
const pinned = { kind: 'passage', stance: 'supports', passage };
const search = { kind: 'search', where: 'the archive', query: 'gauge', result: 'nothing' };
const reply = { kind: 'reply', whom: 'The board', way: 'by e-mail', answer: 'No.' };

/** Words, times, and what looks like one. */
const anything = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'x', 'tomorrow', '2026-02-30T00:00:00Z', '2026-01-01', '\0'),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 23 })).map(([year, hour]) => {
    const [y, h] = [String(year).padStart(4, '0'), String(hour).padStart(2, '0')];
    return `${y}-12-31T23:59:59-${h}:59`;
  }),
  fc.anything(),
);

test('whatever is sent as a time is refused, or is one that can be stored', () => {
  fc.assert(
    fc.property(anything, anything, (from, until) => {
      const asked = turns.AgreementQuery.safeParse({ from, until });
      const away = requests.SetAvailability.safeParse({ away: { from, until } });
      const judged = requests.Adjudicate.safeParse({
        rating: 'unverified',
        rationale: '',
        evidence: [
          { ...search, searchedAt: from },
          { ...reply, askedAt: from, answeredAt: until },
        ],
      });
      for (const time of [asked.data?.from, asked.data?.until, away.data?.away?.from])
        if (time !== undefined) expect(time).toMatch(INSTANT);
      expect(away.success).toBe(typeof from === 'string' && asked.success && typeof until === 'string');
      const { from: asking, until: answering } = away.data?.away ?? {};
      expect(judged.success).toBe(asking !== undefined && answering !== undefined && asking <= answering);
    }),
    { numRuns: 2_000 },
  );
});

test('times and days are sent in the years that can be stored', () => {
  const timeOf = (from: string) => turns.AgreementQuery.safeParse({ from }).data?.from;
  expect(timeOf('2026-03-01T10:00:00+02:00')).toBe('2026-03-01T08:00:00.000Z');
  expect(timeOf('0001-01-01T00:00:00Z')).toBe('0001-01-01T00:00:00.000Z');
  for (const time of [
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    'tomorrow',
    '',
  ])
    expect([time, turns.AgreementQuery.safeParse({ from: time }).success]).toEqual([time, false]);
  const dayOf = (publishedAt: string) => intake.NewDocument.safeParse({ publishedAt }).success;
  expect(['2026-03-01', '0001-01-01', '9999-12-31', '0000-01-01'].map(dayOf)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('a passage ends after it starts, and where PostgreSQL can still count', () => {
  const takes = (start: unknown, end: unknown) =>
    requests.Adjudicate.safeParse({
      rating: 'verified',
      rationale: '',
      evidence: [{ ...pinned, passage: { ...passage, start, end } }],
    }).success;
  expect([takes(0, 5), takes(2_147_483_646, 2_147_483_647)]).toEqual([true, true]);
  expect([takes(50, 10), takes(5, 5), takes(3_000_000_000, 3_000_000_005), takes(0, 2 ** 31)]).toEqual(
    Array(4).fill(false),
  );
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.double(), fc.anything()), fc.anything(), (start, end) => {
      expect(typeof takes(start, end)).toBe('boolean');
    }),
  );
});

test('an answer comes after its question, or at the same time', () => {
  const takes = (askedAt: string, answeredAt: string) =>
    requests.Adjudicate.safeParse({
      rating: 'unverified',
      rationale: '',
      evidence: [{ ...reply, askedAt, answeredAt }],
    }).success;
  expect(takes('2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z')).toBe(true);
  expect(takes('2026-03-01T10:00:00+02:00', '2026-03-01T09:00:00Z')).toBe(true);
  expect(takes('2026-03-01T10:00:00Z', '2026-03-01T11:00:00+02:00')).toBe(false);
});

test('a report names each claim once, when it is drafted and when it is edited', () => {
  const [one, other] = [passage.versionId, passage.versionId.replace('4b', '4c')];
  const taken = (...claimIds: string[]) => {
    const parts = { title: 'T', summary: 'S', claimIds };
    return [
      requests.NewReport.safeParse({ slug: 'night', ...parts }).success,
      requests.EditReport.safeParse(parts).success,
    ];
  };
  expect([taken(), taken(one), taken(one, other)]).toEqual(Array(3).fill([true, true]));
  expect([taken(one, one), taken(one, other, one.toUpperCase())]).toEqual(Array(2).fill([false, false]));
});

test('no address of a page or of a notice is kept with a password in it', () => {
  const taken = (url: string) => [
    intake.NewDocument.safeParse({ url }).success,
    rereviews.NewNotice.safeParse({ reason: 'Corrected.', address: url }).success,
  ];
  expect(taken('https://example.org/a@b?user=x:y')).toEqual([true, true]);
  for (const login of ['desk:secret@', 'desk@', ':secret@', 'd%C3%A9sk:s%40@'])
    expect([login, ...taken(`https://${login}example.org/`)]).toEqual([login, false, false]);
});

test('no schema of what is sent throws at anything', () => {
  const schemas = [intake, proposals, requests, rereviews, talk, turns, verdicts].flatMap((group) =>
    Object.values(group).filter((one) => typeof one === 'object' && 'safeParse' in one),
  );
  expect(schemas.length).toBeGreaterThan(30);
  fc.assert(
    fc.property(fc.oneof(fc.object(), fc.anything()), (sent) => {
      for (const schema of schemas) expect(typeof schema.safeParse(sent).success).toBe('boolean');
    }),
  );
});
