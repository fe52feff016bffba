import { expect, test } from '@jest/globals';
import {
  closedGates,
  decideReport,
  freezeReport,
  GATES,
  OVERRIDABLE,
  type Claim,
  type Gate,
  type GateFacts,
  type Report,
} from '#domain';
import { Course } from './support/course.ts';
import { codeOf, refusalOf } from './support/outcome.ts';
import { person } from './support/review.ts';
import {
  decided,
  draft,
  gateFacts,
  origins,
  publisher,
  publishing,
  send,
  signedOff,
  signOff,
  source,
  workspace,
} from './support/reports.ts';

const PROTECTED = { 'a villager': ['Ines Prado'] };

/** As people see it now: whatever the claim was verified by, it goes back to one leak. */
const onOneLeak: GateFacts['sourceOf'] = (versionId) => source({ origins: origins(versionId, ['leak']) });

/** What closes each gate that facts can close, with a report that is signed off. */
const CLOSED_BY: Partial<Record<Gate, () => Partial<GateFacts>>> = {
  'claims-named': () => ({ claims: [] }),
  'claims-decided': () => ({ claims: [new Course().now] }),
  'corrections-policy': () => ({ workspace: workspace({ correctionsPolicy: ' \n ' }) }),
  'conflicts-settled': () => ({ claimsWithConflictedDecider: ['claim'] }),
  'outcomes-unquestioned': () => ({ claimsInQuestion: ['claim'] }),
  'verdict-policy-met': () => ({ sourceOf: onOneLeak }),
};

const requirements = (attempt: () => unknown) => {
  const refused = refusalOf(attempt);
  expect(refused.code).toBe('publish-gate-closed');
  return refused.unmet.map(({ requirement }) => requirement);
};

test('with every gate open the report is published', () => {
  expect(codeOf(() => send(signedOff(), publisher, publishing()))).toBe('allowed');
  expect(closedGates(signedOff(), gateFacts(), false, null)).toEqual([]);
});

test.each(Object.entries(CLOSED_BY))('the gate “%s” closes alone, and says so', (gate, facts) => {
  expect(requirements(() => send(signedOff(), publisher, publishing(), facts()))).toEqual([gate]);
});

test.each(Object.entries(CLOSED_BY))(
  'with a reason the gate “%s” opens only if it may be overridden',
  (gate, facts) => {
    const overridable = [
      'signed-off-by-another',
      'corrections-policy',
      'conflicts-settled',
      'outcomes-unquestioned',
      'verdict-policy-met',
    ].includes(gate);
    const code = codeOf(() =>
      send(signedOff(), publisher, publishing('the editor in chief agrees'), facts()),
    );
    expect(code).toBe(overridable ? 'allowed' : 'publish-gate-closed');
  },
);

test('one claim needs, and two need', () => {
  const messages = (claimsInQuestion: string[]) =>
    refusalOf(() => send(signedOff(), publisher, publishing(null), { claimsInQuestion })).unmet[0]?.message;
  expect(messages(['one'])).toContain('1 of its claims needs re-review');
  expect(messages(['one', 'two'])).toContain('2 of its claims need re-review');
});

test('five gates may be overridden and four never', () => {
  expect([...OVERRIDABLE].sort()).toEqual([
    'conflicts-settled',
    'corrections-policy',
    'outcomes-unquestioned',
    'signed-off-by-another',
    'verdict-policy-met',
  ]);
  expect(GATES.filter((gate) => !OVERRIDABLE.some((one) => one === gate)).sort()).toEqual([
    'claims-decided',
    'claims-named',
    'protected-persons-redacted',
    'signed-off',
  ]);
});

test('a report that nobody signed off stays closed, whatever the reason', () => {
  for (const overridden of [false, true])
    expect(closedGates(draft(), gateFacts(), overridden, null).map(({ requirement }) => requirement)).toEqual(
      ['signed-off'],
    );
});

const settled = (): Claim => {
  const course = new Course().vote('verified', 'unverified');
  course.adjudicate('adil', 'verified');
  return course.now;
};
const settledThenAgreed = (): Claim => {
  const course = new Course().vote('verified', 'unverified');
  course.adjudicate('adil', 'verified');
  course.reopen();
  return course.vote('verified', 'verified').now;
};

test.each([
  ['one reviewer who agreed', 'rana', decided],
  ['the other reviewer who agreed', 'remy', decided],
  ['the adjudicator', 'adil', settled],
  ['who settled an earlier round', 'adil', settledThenAgreed],
])('a sign-off by %s closes the gate, and a reason opens it', (_, name, claim) => {
  const report = signedOff(person(name, 'publisher'));
  const facts = { claims: [claim()] };
  expect(requirements(() => send(report, publisher, publishing(), facts))).toEqual(['signed-off-by-another']);
  expect(codeOf(() => send(report, publisher, publishing('a small desk'), facts))).toBe('allowed');
});

test('a sign-off by a reviewer whose verdict was not followed is somebody else’s', () => {
  const report = signedOff(person('remy', 'publisher'));
  expect(codeOf(() => send(report, publisher, publishing(), { claims: [settled()] }))).toBe('allowed');
});

const reopened = (): Claim => {
  const course = new Course().vote('verified', 'verified');
  course.reopen();
  return course.now;
};

test.each([
  ['open again in a new round', reopened],
  ['contested', () => new Course().vote('verified', 'unverified').now],
  ['sent to a desk only now', () => new Course({ id: 'second' }).now],
])('a claim that is %s closes the gate for all', (_, second) => {
  const facts = { claims: [decided(), second()] };
  expect(requirements(() => send(signedOff(), publisher, publishing('why'), facts))).toEqual([
    'claims-decided',
  ]);
});

test('claims that are published already may be published in another report', () => {
  const course = new Course().vote('verified', 'verified');
  course.publish();
  expect(codeOf(() => send(signedOff(), publisher, publishing(), { claims: [course.now] }))).toBe('allowed');
});

test('all closed gates are named at once', () => {
  const report = signedOff(person('rana', 'publisher'));
  const facts = {
    claims: [decided(), new Course({ id: 'second' }).now],
    workspace: workspace({ correctionsPolicy: '' }),
    claimsWithConflictedDecider: ['claim'],
  };
  expect(requirements(() => send(report, publisher, publishing(), facts)).sort()).toEqual([
    'claims-decided',
    'conflicts-settled',
    'corrections-policy',
    'signed-off-by-another',
  ]);
  expect(requirements(() => send(report, publisher, publishing('why'), facts))).toEqual(['claims-decided']);
});

test('a reason that opened a gate is recorded with the version', () => {
  const facts = gateFacts({ claimsWithConflictedDecider: ['claim'] });
  const [event] = decideReport(signedOff(), publishing('they left in May'), publisher, facts);
  expect(event).toMatchObject({ type: 'report-published', version: 1, overrideReason: 'they left in May' });
  const plain = send(signedOff(), publisher, publishing());
  expect(plain.versions[0]?.overrideReason).toBeNull();
});

test('content in which a protected name can be read closes the gate, never repeats the name, and no reason helps', () => {
  const report = draft({ summary: 'Told by Ines Prado.' });
  const ready = send(report, publisher, signOff);
  const content = freezeReport({
    ...ready,
    version: 1,
    aliases: null,
    overridden: null,
    publishedAt: gateFacts().now,
    claims: [decided()],
    workspace: workspace(),
    sourceOf: gateFacts().sourceOf,
  });
  const facts = gateFacts({ workspace: workspace({ protect: PROTECTED }) });
  for (const overridden of [false, true]) {
    const closed = closedGates(ready, facts, overridden, content);
    expect(closed).toEqual([unmet(/^1 protected name would still be readable\.$/)]);
    expect(JSON.stringify(closed)).not.toMatch(/ines|prado/i);
  }
});

test('a name in the title, the summary and the workspace is redacted, and the gate opens', () => {
  const facts = { workspace: workspace({ name: 'Friends of Ines Prado', protect: PROTECTED }) };
  const ready = send(draft({ title: 'Ines  Prado', summary: 'INES-PRADO' }), publisher, signOff);
  const content = send(ready, publisher, publishing(), facts).versions[0]?.content;
  expect(content).toMatchObject({
    title: '[a villager]',
    summary: '[a villager]',
    publishedBy: 'Friends of [a villager]',
  });
});

test.each(['Jose Pao', 'Ｊｏｓé Ｐãｏ', 'José_Pão', 'JOSÉ\u034f PÃO'])(
  'a name written “%s” is replaced or closes the gate: what is published does not hold it',
  (written) => {
    const facts = { workspace: workspace({ protect: { 'a fisher': ['José Pão'] } }) };
    const ready = send(draft({ summary: `Told by ${written}.` }), publisher, signOff);
    const code = codeOf(() => send(ready, publisher, publishing('why'), facts));
    if (code === 'allowed')
      expect(send(ready, publisher, publishing('why'), facts).versions[0]?.content.summary).toBe(
        'Told by [a fisher].',
      );
    else
      expect(requirements(() => send(ready, publisher, publishing('why'), facts))).toEqual([
        'protected-persons-redacted',
      ]);
  },
);

// The address is made of the report's own slug, which redaction cannot change.
test('a protected name in the report’s address closes the gate, and says what can be done', () => {
  const facts = { workspace: workspace({ protect: PROTECTED }) };
  const slug = 'the-case-of-ines-prado';
  const sentences = (report: Report) =>
    refusalOf(() => send(send(report, publisher, signOff), publisher, publishing('why'), facts)).unmet;
  expect(sentences(draft({ slug }))).toEqual([unmet(/: choose another\.$/)]);
  const reader = send(send(draft({ slug }), publisher, signOff), publisher, publishing());
  const open = { type: 'open-correction', reportId: reader.id, reason: 'It names somebody.' } as const;
  expect(sentences(send(reader, publisher, open))).toEqual([unmet(/: withdraw it\.$/)]);
});

const unmet = (message: RegExp) => ({
  requirement: 'protected-persons-redacted',
  message: expect.stringMatching(message),
});
