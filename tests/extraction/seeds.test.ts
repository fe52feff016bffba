/**
 * The sample data is checked by machine: whoever edits a brief learns at once which decisions pointed into it. The rules
 * are stated here once more, more strictly than the policy, so that any way of counting origins accepts the sample.
 */
import { expect, test } from '@jest/globals';
import { CLAIM_THRESHOLD, findPassage, sentences, type FoundClaim } from '#extraction';
import {
  briefOf,
  briefs,
  decisions,
  declined,
  desks,
  origins,
  people,
  protectedPersons,
  rating,
  read,
  type PinnedPassage,
  type Verdict,
  type WantedClaim,
} from './sample-data.ts';

const FEWEST_CLAIMS = 8;

const occurrences = (body: string, quote: string): number => body.split(quote).length - 1;
const claimsHolding = (wanted: WantedClaim): FoundClaim[] =>
  briefOf(wanted.brief).claims.filter(({ occurrences: places }) =>
    places.some(({ passage: { exact } }) => exact.includes(wanted.contains)),
  );
const withStance = ({ evidence }: Verdict, stance: PinnedPassage['stance']): PinnedPassage[] =>
  evidence.flatMap((item) => ('quote' in item && item.stance === stance ? [item] : []));

/** Two briefs that have no origin in common at all. */
const independent = (a: PinnedPassage, b: PinnedPassage): boolean =>
  !briefOf(a.brief).rests_on.some((origin) => briefOf(b.brief).rests_on.includes(origin));

function faultsOf(judgement: Verdict): string[] {
  const supports = withStance(judgement, 'supports');
  const undermines = withStance(judgement, 'undermines');
  const faults: string[] = [];
  if (judgement.rating === 'verified') {
    if (!supports.some((a) => supports.some((b) => independent(a, b))))
      faults.push('support from one origin only');
    if (undermines.some(({ answer }) => !answer)) faults.push('undermining passage without an answer');
  }
  if (judgement.rating === 'disputed') {
    if (!supports.length) faults.push('no support');
    const opposed = undermines.some((b) => b.denial === true || supports.some((a) => independent(a, b)));
    if (!opposed) faults.push('no denial and nothing undermining from another origin');
  }
  if (judgement.rating === 'unverified' && !judgement.evidence.some((item) => 'search' in item))
    faults.push('no search');
  return faults;
}

test('there are five briefs, named after their id, each of 350 to 650 words in 15 to 25 sentences', () => {
  expect(briefs.size).toBe(5);
  for (const { id, file, body } of briefs.values()) {
    expect(file).toBe(`${id}.md`);
    const words = body.split(/\s+/).length;
    expect({ id, enough: words >= 350, bounded: words <= 650 }).toEqual({ id, enough: true, bounded: true });
    const count = sentences(body).length;
    expect({ id, enough: count >= 15, bounded: count <= 25 }).toEqual({ id, enough: true, bounded: true });
  }
});

test('every brief gives enough claims to review', () => {
  for (const { id, claims } of briefs.values())
    expect({ id, enough: claims.length >= FEWEST_CLAIMS }).toEqual({ id, enough: true });
});

test('briefs and origins name each other', () => {
  const fromBriefs = [...briefs.values()].flatMap(({ id, rests_on }) =>
    rests_on.map((origin) => `${id} ${origin}`),
  );
  const fromOrigins = origins.flatMap((origin) => origin.briefs.map((id) => `${id} ${origin.slug}`));
  expect(fromBriefs.toSorted()).toEqual(fromOrigins.toSorted());
  const main = [...briefs.values()].map(({ rests_on }) => rests_on[0]);
  expect(new Set(main).size).toBe(2);
});

test('every claim is exactly one sentence that the extractor proposes', () => {
  for (const { claim: wanted } of [...decisions, ...declined]) {
    const found = claimsHolding(wanted);
    expect({ wanted, found: found.length }).toEqual({ wanted, found: 1 });
    expect(found[0]?.score).toBeGreaterThanOrEqual(CLAIM_THRESHOLD);
  }
  const chosen = [...decisions, ...declined].map(({ claim: wanted }) => claimsHolding(wanted)[0]?.text);
  expect(new Set(chosen).size).toBe(chosen.length);
});

test('every quote stands in its brief exactly once', () => {
  for (const { verdicts, adjudication } of decisions)
    for (const { evidence } of [...verdicts, ...(adjudication ? [adjudication] : [])])
      for (const item of evidence) {
        if (!('quote' in item)) continue;
        const { body } = briefOf(item.brief);
        expect({ quote: item.quote, times: occurrences(body, item.quote) }).toEqual({
          quote: item.quote,
          times: 1,
        });
        expect(findPassage(body, item.quote)?.exact).toBe(item.quote);
      }
});

test('every verdict has what its rating needs', () => {
  for (const { claim: wanted, verdicts, adjudication } of decisions)
    for (const judgement of [...verdicts, ...(adjudication ? [adjudication] : [])])
      expect({ wanted, rating: judgement.rating, faults: faultsOf(judgement) }).toMatchObject({ faults: [] });
});

test('a desk gets as many verdicts as it wants, and an adjudication exactly when they differ', () => {
  for (const { claim: wanted, desk: name, verdicts, adjudication } of decisions) {
    const desk = desks.find((one) => one.slug === name);
    const differ = new Set(verdicts.map((one) => one.rating)).size > 1;
    expect({ wanted, verdicts: verdicts.length, adjudicated: adjudication !== undefined }).toEqual({
      wanted,
      verdicts: desk?.independentVerdicts,
      adjudicated: differ,
    });
  }
  expect(decisions.some(({ adjudication }) => adjudication)).toBe(true);
});

test('the sample shows every rating at least four times and declines two claims', () => {
  const outcomes = decisions.map(({ verdicts, adjudication }) => (adjudication ?? verdicts[0])?.rating);
  for (const wanted of rating.options)
    expect({ wanted, enough: outcomes.filter((one) => one === wanted).length >= 4 }).toEqual({
      wanted,
      enough: true,
    });
  expect(declined).toHaveLength(2);
});

test('desks have members who review in their languages, enough for their policy', () => {
  for (const desk of desks) {
    const members = desk.members.map((member) => people.find((person) => person.handle === member));
    expect(members.length).toBeGreaterThan(desk.independentVerdicts);
    for (const member of members) {
      expect(member?.roles).toContain('reviewer');
      expect(desk.languages.every((language) => member?.languages.includes(language))).toBe(true);
    }
  }
});

test('no brief and no decision holds a protected name, whole or in part', () => {
  const published =
    [...briefs.values()].map(({ body, title }) => `${title}\n${body}`).join('\n') + read('decisions.yaml');
  const parts = protectedPersons.flatMap(({ names }) =>
    names.flatMap((name) => [name, ...name.split(/[\s-]/)]),
  );
  for (const part of parts.filter(({ length }) => length > 2)) {
    const word = new RegExp(String.raw`(?<!\p{L})${part}(?!\p{L})`, 'iu');
    expect({ part, found: word.test(published) }).toEqual({ part, found: false });
  }
});
