import { expect, test } from '@jest/globals';
import {
  RATINGS,
  RUBRIC_VERSION,
  RUBRIC_VERSIONS,
  rubricOf,
  unmetRequirements,
  WAIVABLE,
  type Evidence,
  type Rating,
  type SourceOrigins,
  type Waivable,
} from '#domain';
import { passage, reply, search } from './support/review.ts';

/** The first letter of a version is its origin; nobody has confirmed the origin of those with a question mark. */
const originsOf = (versionId: string): SourceOrigins =>
  sourceOn(versionId, versionId.startsWith('?') ? null : versionId.charAt(0));

const sourceOn = (documentId: string, origin: string | null): SourceOrigins => ({
  documentId,
  originIds: origin === null ? [] : [origin],
  suspectedIds: [],
});
const SOURCES = { originsOf, isAuthenticPrimary: () => false };

const STANCE = { '+': 'supports', '-': 'undermines', '~': 'context' } as const;

/** `+A1` supports, `-B1` undermines, `~C1` gives context; `!` adds a denial and `=` an answer; `search` is a search, `denial` a reply. */
function evidenceFrom(notation: string): Evidence[] {
  return notation
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      if (word === 'search') return search;
      if (word === 'denial') return reply({ denial: true });
      const [, sign, versionId = '', mark] = /^([+~-])([A-Z?]\d)([!=]?)$/.exec(word) ?? [];
      if (sign !== '+' && sign !== '-' && sign !== '~') throw new Error(`cannot read ${word}`);
      return passage(versionId, STANCE[sign], {
        denial: mark === '!',
        ...(mark === '=' && { answer: 'An error, since corrected.' }),
      });
    });
}

const unmet = (
  rating: Rating,
  evidence: string,
  more: { origins?: number; waived?: readonly Waivable[]; rubric?: number; authentic?: string } = {},
) =>
  unmetRequirements(
    { rating, rationale: 'Why.', evidence: evidenceFrom(evidence) },
    { rubricVersion: more.rubric ?? 1, verifiedOrigins: more.origins ?? 2 },
    { originsOf, isAuthenticPrimary: (versionId) => versionId === more.authentic },
    more.waived ?? [],
  ).map(({ requirement }) => requirement);

const ORIGINS = 'independent-support';
const ANSWER = 'undermining-answered';
const SUPPORT = 'support';
const AGAINST = 'undermining-from-another-origin';
const SEARCH = 'search';

/** Evidence, and what `verified`, `disputed` and `unverified` still lack with it. Two origins are asked for. */
const TABLE: readonly (readonly [string, readonly string[], readonly string[], readonly string[]])[] = [
  ['', [ORIGINS], [SUPPORT, AGAINST], [SEARCH]],
  ['search', [ORIGINS], [SUPPORT, AGAINST], []],
  ['~A1 ~B1', [ORIGINS], [SUPPORT, AGAINST], [SEARCH]],
  // Support only, counted by origin.
  ['+A1', [ORIGINS], [AGAINST], [SEARCH]],
  ['+A1 +A2 +A3 +A4 +A5', [ORIGINS], [AGAINST], [SEARCH]],
  ['+A1 +B1', [], [AGAINST], [SEARCH]],
  ['+A1 +B1 search', [], [AGAINST], []],
  ['+A1 ~B1', [ORIGINS], [AGAINST], [SEARCH]],
  // An unconfirmed origin may be any of the confirmed ones.
  ['+?1', [ORIGINS], [AGAINST], [SEARCH]],
  ['+?1 +?2 +?3', [ORIGINS], [AGAINST], [SEARCH]],
  ['+A1 +?1', [ORIGINS], [AGAINST], [SEARCH]],
  ['+A1 +?1 +?2', [ORIGINS], [AGAINST], [SEARCH]],
  ['+A1 +B1 +?1', [], [AGAINST], [SEARCH]],
  // Undermining only.
  ['-A1', [ORIGINS, ANSWER], [SUPPORT, AGAINST], [SEARCH]],
  ['-A1=', [ORIGINS], [SUPPORT, AGAINST], [SEARCH]],
  ['-A1!', [ORIGINS, ANSWER], [SUPPORT], [SEARCH]],
  // Both.
  ['+A1 -A2', [ORIGINS, ANSWER], [AGAINST], [SEARCH]],
  ['+A1 -B1', [ORIGINS, ANSWER], [], [SEARCH]],
  ['+A1 -B1=', [ORIGINS], [], [SEARCH]],
  ['+A1 -?1', [ORIGINS, ANSWER], [AGAINST], [SEARCH]],
  ['+?1 -A1', [ORIGINS, ANSWER], [AGAINST], [SEARCH]],
  ['+?1 -?2', [ORIGINS, ANSWER], [AGAINST], [SEARCH]],
  ['+A1 +B1 -A2', [ANSWER], [], [SEARCH]],
  ['+A1 +B1 -C1', [ANSWER], [], [SEARCH]],
  ['+A1 +B1 -C1=', [], [], [SEARCH]],
  ['+A1 +B1 -C1= -D1', [ANSWER], [], [SEARCH]],
  // A denial counts where it undermines, from whatever origin.
  ['+A1 -A2!', [ORIGINS, ANSWER], [], [SEARCH]],
  ['+?1 -?2!', [ORIGINS, ANSWER], [], [SEARCH]],
  ['+A1!', [ORIGINS], [AGAINST], [SEARCH]],
  ['+A1 ~B1!', [ORIGINS], [AGAINST], [SEARCH]],
];

const CELLS = TABLE.flatMap(([evidence, ...lacking]) =>
  RATINGS.map((rating, index) => [rating, evidence, lacking[index] ?? []] as const),
);

test.each(CELLS)('“%s” with the evidence “%s” lacks %j', (rating, evidence, lacking) => {
  expect(unmet(rating, evidence)).toEqual(lacking);
});

test.each([
  ['+?1', 1, []],
  ['', 1, [ORIGINS]],
  ['+A1 +B1', 3, [ORIGINS]],
  ['+A1 +B1 +C1', 3, []],
  ['+A1 +B1 +?1', 3, [ORIGINS]],
])('with the support “%s” and %i origins asked for, “verified” lacks %j', (evidence, origins, lacking) => {
  expect(unmet('verified', evidence, { origins })).toEqual(lacking);
});

test('the message says how many origins are asked for and how many there are', () => {
  const [first] = unmetRequirements(
    { rating: 'verified', rationale: 'Why.', evidence: evidenceFrom('+A1 +A2') },
    { rubricVersion: RUBRIC_VERSION, verifiedOrigins: 3 },
    SOURCES,
    [],
  );
  expect(first?.message).toMatch(/from 3 independent origins.*rest on 1\b/);
});

test('one primary source that was found authentic is enough, by the second rubric and not by the first', () => {
  expect(unmet('verified', '+A1 +A2', { rubric: 1, authentic: 'A1' })).toEqual([ORIGINS]);
  expect(unmet('verified', '+A1 +A2', { rubric: 2 })).toEqual([ORIGINS]);
  expect(unmet('verified', '+A1 +A2', { rubric: 2, authentic: 'A1' })).toEqual([]);
  expect(unmet('verified', '+A1', { rubric: 2, authentic: 'A1', origins: 3 })).toEqual([]);
  // It has to support the claim, and does not answer what undermines it.
  expect(unmet('verified', '+A1 ~B1', { rubric: 2, authentic: 'B1' })).toEqual([ORIGINS]);
  expect(unmet('verified', '+A1 -B1', { rubric: 2, authentic: 'A1' })).toEqual([ANSWER]);
});

test('a denial in an answer that was asked for counts from the second rubric on; silence denies nothing', () => {
  const silent = reply({ answer: null, answeredAt: null });
  const denying = reply({ denial: true });
  const lacking = (said: Evidence, rubricVersion: number) =>
    unmetRequirements(
      { rating: 'disputed', rationale: 'Why.', evidence: [...evidenceFrom('+A1'), said] },
      { rubricVersion, verifiedOrigins: 2 },
      SOURCES,
      [],
    ).map(({ requirement }) => requirement);
  expect(lacking(silent, 2)).toEqual([AGAINST]);
  expect(lacking(denying, 1)).toEqual([AGAINST]);
  expect(lacking(denying, 2)).toEqual([]);
});

test('every version of the rubric asks something of each rating, and one that never was is no rubric', () => {
  expect(RUBRIC_VERSIONS).toContain(RUBRIC_VERSION);
  for (const version of RUBRIC_VERSIONS)
    for (const rating of RATINGS) expect(rubricOf(version).requires[rating].length).toBeGreaterThan(0);
  expect(() => rubricOf(0)).toThrow(RangeError);
});

test('a blank answer answers nothing', () => {
  const evidence = [...evidenceFrom('+A1 +B1'), passage('C1', 'undermines', { answer: ' \n' })];
  const lacking = unmetRequirements(
    { rating: 'verified', rationale: 'Why.', evidence },
    { rubricVersion: RUBRIC_VERSION, verifiedOrigins: 2 },
    SOURCES,
    [],
  );
  expect(lacking.map(({ requirement }) => requirement)).toEqual([ANSWER]);
});

const ONLY_LACKS: Record<Waivable, readonly [Rating, string]> = {
  'independent-support': ['verified', '+A1'],
  'undermining-answered': ['verified', '+A1 +B1 -C1'],
  'denials-answered': ['verified', '+A1 +B1 denial'],
  support: ['disputed', '-A1!'],
  'undermining-from-another-origin': ['disputed', '+A1'],
  search: ['unverified', ''],
};

test.each(WAIVABLE)('waiving “%s” opens exactly that requirement', (waived) => {
  const [rating, evidence] = ONLY_LACKS[waived];
  const others = WAIVABLE.filter((one) => one !== waived);
  const rubric = RUBRIC_VERSION;
  expect(unmet(rating, evidence, { rubric })).toEqual([waived]);
  expect(unmet(rating, evidence, { rubric, waived: [waived] })).toEqual([]);
  expect(unmet(rating, evidence, { rubric, waived: others })).toEqual([waived]);
});

test.each(RATINGS)('“%s” always needs a rationale, whatever is waived', (rating) => {
  for (const rationale of ['', ' ', '\n\t\u00a0']) {
    const lacking = unmetRequirements(
      { rating, rationale, evidence: evidenceFrom('+A1 +B1 -C1= search') },
      { rubricVersion: RUBRIC_VERSION, verifiedOrigins: 2 },
      SOURCES,
      WAIVABLE,
    );
    expect(lacking.map(({ requirement }) => requirement)).toEqual(['rationale']);
  }
});
