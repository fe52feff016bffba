import { expect, test } from '@jest/globals';
import {
  decideDocument,
  evolveDocument,
  isPermitted,
  ROLES,
  type Document,
  type DocumentCommand,
  type MappedAnchor,
} from '#domain';
import { editor, NOW, person, system, SYSTEM_ACTORS } from './support/review.ts';

const documentId = 'document';
const version = {
  title: 'Night at the dam',
  publisher: 'The Gauge',
  publishedAt: null,
  language: 'en',
  bytesSha256: 'aa',
  textSha256: 'bb',
  characters: 17,
  mediaType: 'text/plain',
  text: 'The dam broke.',
  regions: [],
  warnings: [],
  address: null,
};
const extraction = system('extraction');
const ADD = { type: 'add-version', documentId, versionId: 'v2', ...version } as const;
const CORRECT = {
  type: 'record-correction',
  documentId,
  noticeId: 'n1',
  reason: 'The night was Sunday’s.',
  address: 'https://gauge.example/corrections',
} as const;
const RETRACT = { ...CORRECT, type: 'retract-document', noticeId: 'n2', reason: 'Invented.' } as const;

function send(document: Document | null, command: DocumentCommand, actor = editor): Document {
  const events = decideDocument(document, command, actor, { originIsKnown: true });
  const after = events.reduce<Document | null>(
    (state, event) => evolveDocument(state, documentId, { ...event, at: NOW, by: 'x' }),
    document,
  );
  if (!after) throw new Error('nothing happened');
  return after;
}

const received = () => send(null, { type: 'receive-document', documentId, versionId: 'v1', ...version });

test('a publisher may correct a document again and again, and retract it once', () => {
  const corrected = send(received(), CORRECT);
  const twice = send(corrected, { ...CORRECT, noticeId: 'n3' });
  const retracted = send(twice, RETRACT);
  expect(retracted.notices.map(({ id, kind }) => [id, kind])).toEqual([
    ['n1', 'correction'],
    ['n3', 'correction'],
    ['n2', 'retraction'],
  ]);
  expect(retracted.notices[0]).toEqual({
    id: 'n1',
    kind: 'correction',
    reason: CORRECT.reason,
    address: CORRECT.address,
    recordedAt: NOW,
  });
  expect(() => send(corrected, CORRECT)).toThrow(/recorded already/);
  for (const command of [RETRACT, { ...CORRECT, noticeId: 'n4' }])
    expect(() => send(retracted, { ...command, noticeId: 'n4' })).toThrow(/retracted this document already/);
  expect(() => send(null, CORRECT)).toThrow(/no such document/);
});

test('only editors say what a publisher said', () => {
  for (const type of ['record-correction', 'retract-document'] as const)
    expect([
      ...ROLES.filter((role) => isPermitted(person('x', role), type)),
      ...SYSTEM_ACTORS.filter((name) => isPermitted(system(name), type)),
    ]).toEqual(['editor']);
});

const anchor = (slot: number): MappedAnchor => ({
  claimId: 'claim',
  place: { kind: 'evidence', round: 1, slot, ordinal: 0 },
  fromVersionId: 'v1',
  score: 1_000,
  found: null,
});
const anchors = (type: 'record-anchors' | 'add-anchors', ...slots: number[]) =>
  ({ type, documentId, versionId: 'v2', anchors: slots.map(anchor) }) as const;

test('what was sealed is added to the anchors of a version, once these are there', () => {
  const added = send(received(), ADD);
  expect(() => send(added, anchors('add-anchors', 1), extraction)).toThrow();
  const mapped = send(added, anchors('record-anchors', 1, 2), extraction);
  const more = send(mapped, anchors('add-anchors', 3), extraction);
  expect(more.versions.map(({ anchorsMapped }) => anchorsMapped)).toEqual([0, 3]);
  expect(() => send(more, anchors('record-anchors', 1), extraction)).toThrow(/already/);
  expect(() => send(more, anchors('add-anchors', 1), editor)).toThrow(/by hand/);
});
