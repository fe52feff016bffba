/** A report frozen from two decided claims: one agreed on, one settled by an adjudicator. */
import { freezeReport, type Claim, type Evidence, type FreezeInput, type ReportContent } from '#domain';
import { Course, minutes } from './course.ts';
import { origins, source, workspace } from './reports.ts';
import { passage, reply } from './review.ts';

/** Ids that occur nowhere else, so that finding one in the content means that it leaked. */
export const REVIEWERS = ['reviewer-4f1c', 'reviewer-9b0e', 'reviewer-d277'];
export const ADJUDICATOR = 'adjudicator-c3a5';
export const LATE = minutes(15 * 60 + 30);

const occurrence = (versionId: string, exact: string, speaker: string | null) => ({
  documentId: `document-of-${versionId}`,
  passage: { versionId, start: 0, end: exact.length, exact, prefix: 'before', suffix: 'after' },
  speaker,
  attribution: null,
  figures: [],
});

export const course = (id: string, independentVerdicts: number) =>
  new Course({
    id,
    text: `Statement ${id}.`,
    desk: { members: REVIEWERS, independentVerdicts },
    occurrences: [occurrence('v1', 'the dam broke', 'Bento Reis'), occurrence('v2', 'it broke', null)],
  });

export const SUPPORT: Evidence[] = ['v1', 'v2', 'v3'].map((version) => passage(version, 'supports'));
export const ANSWERED = passage('v4', 'undermines', { answer: 'A slip of the pen.' });
const DENIED = reply({ denial: true, response: 'The gatekeeper saw it.' });

export function agreed(): Claim {
  const claim = course('agreed', 2);
  const [first, second] = REVIEWERS.slice(0, 2).map((name) => claim.assign(name));
  claim.record(first ?? '', 'verified', {
    evidence: [...SUPPORT, ANSWERED, DENIED],
    rationale: 'Three letters.',
  });
  claim.record(second ?? '', 'verified', { evidence: SUPPORT, rationale: 'Two sources.' });
  return claim.now;
}

export function settled(): Claim {
  const claim = course('settled', 3);
  const [first, second, third] = REVIEWERS.map((name) => claim.assign(name));
  claim.record(first ?? '', 'verified', { evidence: SUPPORT, rationale: 'It stands there.' });
  claim.record(second ?? '', 'unverified', { rationale: 'Nothing found.' });
  claim.record(third ?? '', 'disputed', { rationale: 'Denied.' });
  const searchedAt = '2026-03-01T23:59:59.999Z';
  const searched: Evidence = { kind: 'search', where: 'w', query: 'q', searchedAt, result: 'nothing' };
  claim.adjudicate(ADJUDICATOR, 'unverified', {
    now: LATE,
    evidence: [searched],
    rationale: 'The archive has nothing.',
  });
  return claim.now;
}

const ORIGINS: Record<string, string[]> = { v1: ['o-leak'], v2: ['o-leak'], v3: ['o-wire'], v4: [] };
export const REGISTERED: FreezeInput['workspace']['origins'] = [
  { id: 'o-wire', kind: 'wire', title: 'Wire 28', publicTitle: 'The agency report of the 28th' },
  { id: 'o-leak', kind: 'leak', title: 'From Rui', publicTitle: 'The engineer’s letters' },
];

export const freeze = (more: Partial<FreezeInput> = {}): ReportContent =>
  freezeReport({
    slug: 'night',
    version: 1,
    title: 'Title',
    summary: 'Summary',
    publishedAt: LATE,
    correction: null,
    overridden: null,
    claims: [agreed(), settled()],
    workspace: workspace({ origins: REGISTERED }),
    sourceOf: (versionId) =>
      source({ title: `Article ${versionId}`, origins: origins(versionId, ORIGINS[versionId]) }),
    aliases: null,
    ...more,
  });
