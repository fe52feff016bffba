/** What a published report says: a frozen selection of decisions, already redacted. Nothing in it names a reviewer but an alias, if the workspace wants it. */
import { currentRound, decisionOf, groundsOf, verdictsOf, type Claim } from './claim.ts';
import { dayOf, passagesOf, type Evidence } from './evidence.ts';
import { isAuthenticPrimary, type Finding } from './finding.ts';
import { independentOrigins, type SourceOrigins } from './origins.ts';
import type {
  ReportedEvidence,
  ReportedFinding,
  ReportedOccurrence,
  ReportedSource,
} from './reported-evidence.ts';
import type { ReportedOverride } from './report-gate.ts';
import { redactReport } from './report-words.ts';
import { reportedOrigins, type ReportedOrigin } from './reported-origins.ts';
import type { Rating, Waivable } from './rubric.ts';
import { countPlaces, eachOnce } from './shown-once.ts';
import { waivedIn, type Sources } from './verdict-policy.ts';
import { protectedPersons, type Workspace } from './workspace.ts';

// Types, not interfaces: only those are assignable to `Json`, which redaction walks.
export type ReportContent = {
  readonly slug: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly correctionsPolicy: string;
  /** Why this version replaces the one before; null for the first. */
  readonly correction: string | null;
  /** Absent where nothing was overridden, and in reports of before readers were told. */
  readonly overridden?: ReportedOverride;
  readonly claims: readonly ReportedClaim[];
};

export type ReportedClaim = {
  readonly number: number;
  readonly text: string;
  readonly rating: Rating;
  /** One per reviewer who agrees, or the adjudicator's. */
  readonly rationales: readonly string[];
  /** Under which aliases readers may know who wrote each rationale. Absent where the workspace hides its reviewers. */
  readonly reviewers?: readonly (string | null)[];
  readonly method: 'agreement' | 'adjudication';
  /** How many reviewers judged it without seeing each other's verdict. */
  readonly independentVerdicts: number;
  /** How many independent origins stand behind the passages that support it. */
  readonly independentOrigins: number;
  /** What those passages rest on. Absent in reports of before it was named. */
  readonly origins?: readonly ReportedOrigin[];
  /** How many places those passages are: what overlaps is one. Absent in reports of before they were counted. */
  readonly supportingPassages?: number;
  /** Calendar date, UTC. The exact time stays inside: it is a fingerprint. */
  readonly decidedOn: string;
  readonly occurrences: readonly ReportedOccurrence[];
  readonly evidence: readonly ReportedEvidence[];
  /** On the documents that the evidence is pinned to. Absent in reports of before there were any. */
  readonly findings?: readonly ReportedFinding[];
  /** What its rating normally asks for and this claim does not have, with the editor's reason. Absent where nothing is. */
  readonly waived?: readonly { readonly requirement: Waivable; readonly reason: string }[];
  /** Rounds of review that an editor took the claim out of, and why. Absent where there was none. */
  readonly recalled?: readonly { readonly on: string; readonly reason: string }[];
  readonly dissent: readonly {
    readonly rating: Rating;
    readonly rationale: string;
    readonly reviewer?: string | null;
  }[];
};

/** What freezing needs to know about the document behind a version. */
export interface SourceFacts extends ReportedSource {
  readonly origins: SourceOrigins;
  readonly language: string;
  /** The findings on the document's authenticity that stand. */
  readonly findings: readonly Finding[];
}

export interface FreezeInput {
  readonly slug: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: string;
  readonly correction: string | null;
  readonly overridden: ReportedOverride | null;
  readonly claims: readonly Claim[];
  readonly workspace: Workspace;
  readonly sourceOf: (versionId: string) => SourceFacts;
  /** By the person's id; null: reviewers are hidden. */
  readonly aliases: ReadonlyMap<string, string> | null;
}

export function freezeReport(input: FreezeInput): ReportContent {
  const { slug, version, title, summary, publishedAt, correction, overridden, workspace } = input;
  const content: ReportContent = {
    slug,
    version,
    title,
    summary,
    language: input.claims[0]?.language ?? 'en',
    publishedAt,
    publishedBy: workspace.name,
    correctionsPolicy: workspace.correctionsPolicy,
    correction,
    ...(overridden && { overridden }),
    claims: input.claims.map((claim, index) => freezeClaim(claim, index + 1, input)),
  };
  // Readers' links lead to the address as it is: a name in it cannot be rebuilt, and closes the gate.
  return { ...redactReport(content, protectedPersons(workspace)), slug };
}

function freezeClaim(
  claim: Claim,
  number: number,
  { sourceOf, aliases, workspace }: Pick<FreezeInput, 'sourceOf' | 'aliases' | 'workspace'>,
): ReportedClaim {
  const decision = decisionOf(claim);
  const round = currentRound(claim);
  if (!decision || !round) throw new Error(`claim ${claim.id} is not decided: the gate must run first`);
  const { rationales, authors, evidence } = groundsOf(round);
  const waived = waivedIn(round, policySources(sourceOf));
  const recalled = claim.rounds.flatMap(({ recalledFor, closedAt }) =>
    recalledFor !== null && closedAt !== null ? [{ on: closedAt.slice(0, 10), reason: recalledFor }] : [],
  );
  const support = passagesOf(evidence).filter(({ stance }) => stance === 'supports');
  const sources = support.map(({ passage }) => sourceOf(passage.versionId));
  return {
    number,
    text: claim.text,
    rating: decision.rating,
    rationales,
    ...(aliases && { reviewers: authors.map((id) => aliases.get(id) ?? null) }),
    method: decision.method,
    independentVerdicts: round.policy.independentVerdicts,
    independentOrigins: independentOrigins(sources.map(({ origins }) => origins)),
    origins: reportedOrigins(sources, workspace.origins),
    supportingPassages: countPlaces(support.map(({ passage }) => passage)),
    decidedOn: decision.decidedAt.slice(0, 10),
    occurrences: claim.occurrences.map(({ passage, speaker }) => ({
      quote: passage.exact,
      speaker,
      source: sourceShown(sourceOf(passage.versionId)),
    })),
    evidence: eachOnce(evidence).map((item) => freezeEvidence(item, sourceOf)),
    findings: freezeFindings(evidence, sourceOf),
    ...(waived.length > 0 && { waived: waived.map(({ requirement, reason }) => ({ requirement, reason })) }),
    ...(recalled.length > 0 && { recalled }),
    dissent: verdictsOf(round)
      .filter(({ verdict }) => verdict.rating !== decision.rating)
      .map(({ reviewerId, verdict: { rating, rationale } }) => ({
        rating,
        rationale,
        ...(aliases && { reviewer: aliases.get(reviewerId) ?? null }),
      })),
  };
}

/** What the verdict policy asks of the same documents. */
export const policySources = (sourceOf: FreezeInput['sourceOf']): Sources => ({
  originsOf: (versionId) => sourceOf(versionId).origins,
  isAuthenticPrimary: (versionId) => isAuthenticPrimary(sourceOf(versionId).findings, versionId),
});

/** Each finding once, however many passages of its document are pinned. */
function freezeFindings(evidence: readonly Evidence[], sourceOf: FreezeInput['sourceOf']): ReportedFinding[] {
  const sources = passagesOf(evidence).map(({ passage }) => sourceOf(passage.versionId));
  const found = new Map(
    sources.flatMap((source) => source.findings.map((finding) => [finding.id, { source, finding }] as const)),
  );
  return [...found.values()].map(({ source, finding }) => {
    const { result, primarySource, method, examiner, limits, recordedAt } = finding;
    const examinedOn = recordedAt.slice(0, 10);
    return { source: sourceShown(source), result, primarySource, method, examiner, limits, examinedOn };
  });
}

function freezeEvidence(item: Evidence, sourceOf: FreezeInput['sourceOf']): ReportedEvidence {
  if (item.kind === 'search') {
    const { where, query, searchedAt, result } = item;
    return { kind: 'search', where, query, searchedOn: dayOf(searchedAt), result };
  }
  if (item.kind === 'reply') {
    const { kind, whom, askedAt, way, answer, answeredAt, denial, response } = item;
    const days = { askedOn: dayOf(askedAt), answeredOn: answeredAt && dayOf(answeredAt) };
    return { kind, whom, ...days, way, answer, denial, ...(response !== undefined && { response }) };
  }
  const { passage, stance, denial, answer } = item;
  return {
    kind: 'passage',
    stance,
    quote: passage.exact,
    denial,
    answer,
    source: sourceShown(sourceOf(passage.versionId)),
  };
}

const sourceShown = ({ title, publisher, publishedAt, language }: SourceFacts): ReportedSource => ({
  title,
  publisher,
  publishedAt,
  language,
});
