/** Every word on the page that is not part of a report. A translation is another object of the same shape. */
import type { FindingResult, Rating, ReportedClaim, ReportedOrigin, Stance, Waivable } from '#domain';
import type { CalendarDay } from './calendar-day.ts';
import { capitalised, counted, inWords } from './counted.ts';
import { FORM_WORDS } from './words-form.ts';
import { NOTICE_WORDS } from './words-notices.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const ratings: Record<Rating, string> = {
  verified: 'Verified',
  disputed: 'Disputed',
  unverified: 'Unverified',
};

const ratingInBrief: Record<Rating, string> = {
  verified: 'The evidence supports this claim, and nothing that we found against it is left unanswered.',
  disputed:
    'There is evidence for this claim, and evidence against it or a denial. We do not say which is right.',
  unverified: 'We searched and did not find enough to say either way. That does not make it false.',
};

const ratingInFull: Record<Rating, string> = {
  verified:
    'The passages we quote support the claim. They normally come from at least two independent origins, or from one ' +
    'primary source that was found authentic. Every passage found against the claim is shown and answered.',
  disputed:
    'Some evidence supports the claim, and other evidence contradicts it, or a party concerned denies it. Both are ' +
    'shown. The rating says that the matter is contested, not which side is right.',
  unverified:
    'We looked for evidence, and what we found is not enough to support or to contradict the claim. The searches are ' +
    'listed. Unverified does not mean false, and it does not mean disputed: it means that we do not know.',
};

const waivedRules: Record<Waivable, string> = {
  'independent-support': 'The support does not come from as many independent origins as we ask for.',
  'undermining-answered': 'Not every passage found against the claim is answered.',
  'denials-answered': 'Not every denial that we were given is answered.',
  support: 'No passage is quoted that supports the claim.',
  'undermining-from-another-origin':
    'What speaks against the claim does not come from another origin than what speaks for it, and no denial is recorded.',
  search: 'No search is recorded.',
};

const evidenceGroups: Record<Stance | 'search' | 'reply', string> = {
  supports: 'Supports the claim',
  undermines: 'Undermines the claim',
  context: 'Gives context',
  search: 'Searches we made',
  reply: 'Whom we asked',
};

const originKinds: Record<ReportedOrigin['kind'], string> = {
  leak: 'A leak',
  'official-statement': 'An official statement',
  research: 'A study',
  witness: 'A witness',
  wire: 'A news agency',
  other: 'An origin of another kind',
  unconfirmed: 'Not established yet; beside others it is not counted',
};

const findingResults: Record<FindingResult, string> = {
  authentic: 'Found authentic.',
  'not-authentic': 'Found not authentic.',
  inconclusive: 'Examined without a conclusion.',
};

function decidedBy({ method, independentVerdicts: reviewers }: ReportedClaim): string {
  if (method === 'adjudication')
    return reviewers > 1
      ? `An adjudicator, after ${inWords(reviewers)} independent reviewers disagreed`
      : 'An adjudicator';
  if (reviewers === 1) return 'One reviewer';
  return `${capitalised(counted(reviewers, 'reviewer', 'independent reviewers'))} who reached the same rating`;
}

function support(passages: number, origins: number): string {
  if (passages === 0) return 'No passage is quoted in support.';
  return `${capitalised(counted(passages, 'supporting passage rests', 'supporting passages rest'))} on ${counted(origins, 'independent origin', 'independent origins')}.`;
}

function tally(counts: readonly { readonly rating: Rating; readonly count: number }[]): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const parts = counts
    .filter(({ count }) => count > 0)
    .map(({ rating, count }) => `${inWords(count)} ${ratings[rating].toLowerCase()}`);
  return [`${capitalised(counted(total, 'claim', 'claims'))} examined`, parts.join(', ')]
    .filter(Boolean)
    .join(': ')
    .concat('.');
}

export const ENGLISH = {
  language: 'en',
  day: ({ year, month, day }: CalendarDay) => `${day} ${MONTHS[month - 1]} ${year}`,

  skipToContent: 'Skip to the content',
  kind: 'Fact-check report',
  publishedOn: 'Published',
  versionLabel: 'Version',
  version: (version: number) => `Version ${version}`,
  correction: 'Correction',
  correctedIn: (version: number) => `Version ${version} replaces the version before it.`,

  contents: 'The claims',
  tally,
  claim: (number: number) => `Claim ${number}`,
  ratings,
  ratingInBrief,
  waived: 'The editors gave this rating although the claim does not have all that we normally ask for:',
  waivedRules,
  waivedFor: 'Their reason:',

  decidedBy: 'Decided by',
  whoDecided: decidedBy,
  decidedOn: 'Decided on',
  supportHeading: 'Behind the support',
  support,
  originKinds,
  toldBy: 'Told by',
  originsCountedOnce:
    'Not each of these is counted: sources that rest on several of them, or may yet turn out to share one, count once.',

  rationale: 'Why',
  rationales: 'Why, in the words of each reviewer',
  author: (alias: string, method: ReportedClaim['method']) =>
    `${method === 'adjudication' ? 'Adjudicator' : 'Reviewer'} ${alias}`,
  dissent: 'Dissent',
  dissentMeans: 'Not every reviewer agreed. A view that did not prevail stays on the record:',
  recalled: 'Taken out of review',
  recalledMeans:
    'Before this rating, an editor ended a review of the claim without an outcome, and without seeing what reviewers had answered:',
  recalledFor: 'Their reason:',
  evidence: 'Evidence',
  noEvidence: 'No evidence is recorded for this claim.',
  evidenceGroups,
  denial: 'Denial',
  denialMeans: 'A party concerned denies the claim here.',
  answer: 'Our answer',
  occurrences: 'Where the claim is made',
  speaker: 'Said by',
  undated: 'undated',
  searchedIn: 'Searched in',
  searchedFor: 'Searched for',
  searchedOn: 'Searched on',
  searchResult: 'What came back',
  asked: 'Asked',
  askedOn: 'Asked on',
  replied: 'Their answer',
  noReply: 'None so far.',

  authenticity: 'Are the documents genuine?',
  authenticityMeans:
    'Whether a document is what it purports to be is one question, whether what it says is true is another: a genuine ' +
    'document may be wrong.',
  findingResults,
  primarySource: 'It is a primary source: itself the record of what it says, not an account of it.',
  examinedBy: 'Examined by',
  examinedOn: 'Recorded on',
  examinationMethod: 'How',
  examinationLimits: 'What that could not show',

  method: 'How we rate claims',
  methodSteps: [
    'Each claim is judged by reviewers who cannot see each other’s answer until all have given theirs. If they agree, ' +
      'that is the rating. If they do not, an adjudicator who has not judged the claim before settles it, and the view ' +
      'that did not prevail is printed with it.',
    'We count origins, not articles. Reports that repeat one leak, one agency story or one witness rest on one origin, ' +
      'however many outlets carry them.',
    'Editors may set a rule for a rating aside for one claim. Where they did, the claim says which, and why. A report ' +
      'that was published with exceptions from what we ask for says so at its top, and at the claims concerned.',
    'The three ratings are not steps on a scale from true to false. They say what the evidence allows us to say.',
  ],
  ratingInFull,
  corrections: 'Corrections',
  check: 'Check it yourself',
  checkMeans:
    'Every step that led to these ratings was recorded, when it was taken, in a public log that nobody can change ' +
    'afterwards unnoticed. The proof shows that this page is the one that was published, and that no step in the ' +
    'history of its claims is left out. It is there once the log has been signed over it.',
  checkPage: (version: number) => `Version ${version}, byte for byte as it was published`,
  checkProof: (version: number) => `The proof of version ${version}`,
  checkSteps:
    'Save both, take the list of keys that you trust from somebody other than us, and run this, with no network:',

  cite: 'How to cite',
  citeClaim: 'To cite a single claim, add its number to the address:',
  nothingElse: 'This page runs no script, sets no cookie and loads nothing from elsewhere.',

  ...NOTICE_WORDS,
  ...FORM_WORDS,
};

export type Words = typeof ENGLISH;

const TRANSLATIONS = new Map<string, Words>([[ENGLISH.language, ENGLISH]]);

/** The page's words in the language of a report, or in English until there is a translation. */
export const wordsFor = (language: string): Words =>
  TRANSLATIONS.get(language.toLowerCase().split('-')[0] ?? '') ?? ENGLISH;
