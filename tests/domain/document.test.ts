import { expect, test } from '@jest/globals';
import {
  decideDocument,
  evolveDocument,
  type Actor,
  type Document,
  type DocumentCommand,
  type FoundClaim,
} from '#domain';
import { codeOf } from './support/outcome.ts';
import { editor, NOW, person, system } from './support/review.ts';

const receive = {
  type: 'receive-document',
  documentId: 'doc',
  versionId: 'v1',
  title: 'Night at the dam',
  publisher: 'The Gauge',
  publishedAt: '2026-02-27',
  language: 'en',
  bytesSha256: 'aa',
  textSha256: 'bb',
  characters: 17,
  mediaType: 'text/plain',
  text: 'The dam broke up.',
  regions: [],
  warnings: [],
  address: null,
} as const;
const confirm = { type: 'confirm-origin', documentId: 'doc', originId: 'o', reason: 'same leak' } as const;
const found: FoundClaim = {
  claimId: 'c',
  text: 'The dam broke.',
  score: 700,
  claimType: 'event-property',
  features: [],
  occurrences: [
    {
      start: 0,
      end: 13,
      exact: 'The dam broke',
      prefix: '',
      suffix: ' up.',
      speaker: null,
      attribution: null,
      figures: [],
    },
  ],
};
const extract = (claims: readonly FoundClaim[], versionId = 'v1') =>
  ({
    type: 'record-extraction',
    documentId: 'doc',
    versionId,
    claims,
    notExtracted: null,
    findings: NOTHING,
  }) as const;
const NOTHING = { method: 'm', language: 'en', figures: [], credits: [], upstream: [] };
const extraction = system('extraction');

function onDocument(
  state: Document | null,
  command: DocumentCommand,
  actor: Actor = editor,
  originIsKnown = true,
): Document {
  const [event, ...more] = decideDocument(state, command, actor, { originIsKnown });
  if (!event || more.length) throw new Error('one event was expected');
  return evolveDocument(state, 'doc', { ...event, at: NOW, by: 'x' });
}
const received = () => onDocument(null, receive);

test('a document comes in with one version, no origin, and nothing extracted', () => {
  expect(received()).toEqual({
    id: 'doc',
    title: 'Night at the dam',
    publisher: 'The Gauge',
    publishedAt: '2026-02-27',
    language: 'en',
    receivedAt: NOW,
    address: null,
    edition: 1,
    originIds: [],
    notices: [],
    versions: [
      {
        id: 'v1',
        bytesSha256: 'aa',
        textSha256: 'bb',
        characters: 17,
        mediaType: 'text/plain',
        warnings: [],
        receivedAt: NOW,
        claimsFound: null,
        notExtracted: null,
        anchorsMapped: 0,
        proposals: null,
      },
    ],
  });
});

test('the text itself is not in the event: the log commits to its digest only', () => {
  const events = decideDocument(null, receive, editor, { originIsKnown: true });
  expect(JSON.stringify(events)).not.toContain('broke');
  expect(events[0]).toMatchObject({ type: 'document-received', bytesSha256: 'aa', textSha256: 'bb' });
});

test('a person confirms an origin, then another, and may take one back', () => {
  const confirmed = onDocument(received(), confirm);
  expect(confirmed).toEqual({ ...received(), edition: 2, originIds: ['o'] });
  const both = onDocument(confirmed, { ...confirm, originId: 'p' });
  expect(both).toMatchObject({ edition: 3, originIds: ['o', 'p'] });
  const remove = { ...confirm, type: 'remove-origin' } as const;
  expect(onDocument(both, remove)).toMatchObject({ edition: 4, originIds: ['p'] });
  expect(codeOf(() => onDocument(both, confirm))).toBe('already-exists');
  expect(codeOf(() => onDocument(received(), remove))).toBe('not-found');
  expect(decideDocument(received(), confirm, editor, { originIsKnown: true })).toEqual([
    { type: 'origin-confirmed', originId: 'o', reason: 'same leak' },
  ]);
});

test('extraction is recorded once for a version, also when it found nothing', () => {
  const one = onDocument(received(), extract([found]), extraction);
  expect(one).toMatchObject({ edition: 2, versions: [{ id: 'v1', claimsFound: 1 }] });
  const none = onDocument(received(), extract([]), extraction);
  expect(none.versions[0]?.claimsFound).toBe(0);
  for (const done of [one, none])
    expect(codeOf(() => onDocument(done, extract([found]), extraction))).toBe('already-extracted');
});

test.each<[string, string, () => unknown]>([
  ['a document received twice', 'already-exists', () => onDocument(received(), receive)],
  ['an origin for no document', 'not-found', () => onDocument(null, confirm)],
  ['an origin nobody registered', 'not-found', () => onDocument(received(), confirm, editor, false)],
  ['an extraction of no document', 'not-found', () => onDocument(null, extract([]), extraction)],
  ['an extraction of no version', 'not-found', () => onDocument(received(), extract([], 'v2'), extraction)],
  ['a document from a reviewer', 'forbidden', () => onDocument(null, receive, person('x', 'reviewer'))],
  ['an origin from extraction', 'forbidden', () => onDocument(received(), confirm, extraction)],
  ['an extraction by an editor', 'forbidden', () => onDocument(received(), extract([]))],
])('%s is refused as %s', (_, code, attempt) => {
  expect(codeOf(attempt)).toBe(code);
});

test('a history that does not begin at its beginning is a bug, not a refusal', () => {
  const confirmed = { type: 'origin-confirmed', originId: 'o', reason: 'r', at: NOW, by: 'x' } as const;
  expect(() => evolveDocument(null, 'doc', confirmed)).toThrow('a document begins with document-received');
});

const { documentId: _, type: __, ...capture } = receive;
const second = {
  ...capture,
  type: 'add-version',
  documentId: 'doc',
  versionId: 'v2',
  bytesSha256: 'cc',
} as const;
const mapped = { type: 'record-anchors', documentId: 'doc', versionId: 'v2', anchors: [] } as const;
const sought = {
  type: 'record-matching',
  documentId: 'doc',
  versionId: 'v1',
  matches: [],
  dependences: [],
} as const;

test('a new capture is a further version, whose anchors are looked for before its claims', () => {
  const two = onDocument(received(), second);
  expect(two.versions.map(({ id, anchorsMapped }) => [id, anchorsMapped])).toEqual([
    ['v1', 0],
    ['v2', null],
  ]);
  const anchored = onDocument(two, mapped, extraction);
  expect(anchored.versions[1]?.anchorsMapped).toBe(0);
  expect(codeOf(() => onDocument(anchored, mapped, extraction))).toBe('already-extracted');
  expect(codeOf(() => onDocument(null, second))).toBe('not-found');
});

test('matching is recorded once for a version', () => {
  const done = onDocument(received(), sought, extraction);
  expect(done.versions[0]?.proposals).toBe(0);
  expect(codeOf(() => onDocument(done, sought, extraction))).toBe('already-extracted');
  expect(codeOf(() => onDocument(received(), sought))).toBe('forbidden');
});
