/** The words of what stands before a report, or in its place: exceptions, claims in question, a withdrawal. */
import type { OverridableGate } from '#domain';
import { capitalised, counted } from './counted.ts';

const overriddenGates: Record<OverridableGate, string> = {
  'signed-off-by-another':
    'The report was signed off by somebody who had decided a claim in it. Normally somebody else does that.',
  'corrections-policy': 'It was not laid down how readers ask for a correction, and what happens then.',
  'conflicts-settled': 'Somebody who decided it has declared a conflict of interest since.',
  'outcomes-unquestioned':
    'Its rating was in question when this version was published, and that was not settled.',
  'verdict-policy-met':
    'By what was known or suspected of its sources when this version was published, it would not have been rated so anew.',
};

/** Claims that were in question when the version was published, and those that have come into question since. */
function questionedMeans(version: number, { known, since }: { known: number; since: number }): string {
  const already = `${counted(known, 'claim in it was', 'claims in it were')} in question already when it was published`;
  const later = (claims: string) => `${claims} come into question`;
  const said =
    known === 0
      ? `Since then, ${later(counted(since, 'claim in it has', 'claims in it have'))}`
      : since === 0
        ? capitalised(already)
        : `${capitalised(already)}, and since then ${later(counted(since, 'more has', 'more have'))}`;
  const those = known + since === 1 ? 'that claim' : 'those claims';
  return `Version ${version} of this report stands below as it was published. ${said}. Please do not rely on ${those} until the review is finished.`;
}

export const NOTICE_WORDS = {
  exceptions: 'Published with exceptions',
  exceptionsMean:
    'This version was published although not everything that we normally ask for was as it should be:',
  exceptionsLink: 'Why it was published all the same',
  overriddenGates,
  overriddenFor: 'The reason given:',

  questioned: 'Under review since publication',
  questionedBefore: 'Under review',
  questionedMeans,
  questionedSince: 'Since',
  questionedKnown: 'In question since',
  questionedBeforeThis: ', before this version was published.',
  questionedCauses: {
    'source-changed': 'A source that the rating rests on has changed.',
    'source-corrected': 'A source that the rating rests on was corrected by its publisher.',
    'source-retracted': 'A source that the rating rests on was retracted by its publisher.',
    'origins-changed':
      'Sources that the rating rests on have turned out not to be independent of each other.',
    'authenticity-doubted': 'A source that the rating rests on is no longer held to be authentic.',
    'new-evidence': 'New evidence has come in.',
    challenged: 'A reader has pointed out a possible error.',
  },
  questionedStages: {
    questioned: 'An editor is looking at it.',
    'in-review': 'The claim is being reviewed again.',
    decided: 'The claim has been decided anew; the next version of this report will say how.',
  },
  asPublished: (version: number) =>
    `Version ${version} without this notice, byte for byte as it was published`,

  withdrawn: 'Withdrawn',
  withdrawnMeans:
    'This report has been withdrawn by its publisher. Its findings should no longer be relied on or cited.',
  withdrawnReason: 'Reason',
  withdrawnRemains: 'This notice stays at the address of the report, so that no link to it ends in silence.',
  copyProof: 'Whoever has a copy can still check that it is what was published:',
  versionWithheld: (version: number) => `Version ${version} is no longer shown`,
  withheldMeans: (version: number, newest: number) =>
    `Version ${version} of this report names somebody whose name is protected. Version ${newest} is shown in its place.`,
  withheldNewest: (newest: number) => `Read version ${newest}`,
  notFound: 'There is no report here',
  notFoundMeans:
    'No report has been published at this address. Please check the address; reports that are withdrawn leave a notice, ' +
    'so a report that was once here would say so.',
};
