/** Reports brought into each status by the rules themselves, over claims that went through their rounds. */
import {
  decideReport,
  decideWorkspace,
  evolveReport,
  evolveWorkspace,
  nameOf,
  type Actor,
  type Claim,
  type GateFacts,
  type Origin,
  type Report,
  type ReportCommand,
  type ReportEvent,
  type SourceFacts,
  type SourceOrigins,
  type Stamped,
  type Workspace,
  type WorkspaceCommand,
} from '#domain';
import { Course } from './course.ts';
import { NOW, person, system } from './review.ts';

export const reportId = 'report';
export const publisher = person('pia', 'publisher');
const setup = system('setup');

/** The workspace after these commands; it protects nobody unless they say so. */
export function workspace(
  more: {
    name?: string;
    correctionsPolicy?: string;
    protect?: Readonly<Record<string, readonly string[]>>;
    origins?: readonly Origin[];
  } = {},
): Workspace {
  const opened: WorkspaceCommand = {
    type: 'open-workspace',
    workspaceId: 'w',
    slug: 'harbour',
    name: more.name ?? 'Harbour Desk',
    correctionsPolicy: more.correctionsPolicy ?? 'Write to the desk; we answer within a week.',
  };
  const protect = Object.entries(more.protect ?? {}).map(([label, names]): WorkspaceCommand => {
    return { type: 'protect-person', protectedPersonId: `p-${label}`, label, names };
  });
  const register = (more.origins ?? []).flatMap(
    ({ id: originId, kind, title, publicTitle }): WorkspaceCommand[] => [
      { type: 'register-origin', originId, kind, title },
      { type: 'name-origin', originId, publicTitle },
    ],
  );
  const made = [opened, ...protect, ...register].reduce<Workspace | null>(
    (state, command) =>
      decideWorkspace(state, command, setup).reduce<Workspace | null>(
        (before, event) => evolveWorkspace(before, 'w', { ...event, at: NOW, by: nameOf(setup) }),
        state,
      ),
    null,
  );
  if (!made) throw new Error('no workspace was opened');
  return made;
}

export const origins = (documentId: string, originIds: readonly string[] = []): SourceOrigins => ({
  documentId,
  originIds,
  suspectedIds: [],
});

export const source = (more: Partial<SourceFacts> = {}): SourceFacts => ({
  title: 'Night at the dam',
  publisher: 'The Gauge',
  publishedAt: '2026-02-27',
  origins: origins('v'),
  language: 'en',
  findings: [],
  ...more,
});

/** A claim that rana and remy agreed on. */
export const decided = (id = 'claim'): Claim => new Course({ id }).vote('verified', 'verified').now;

export const gateFacts = (more: Partial<GateFacts> = {}): GateFacts => ({
  now: NOW,
  claims: [decided()],
  workspace: workspace(),
  sourceOf: (versionId) => source({ origins: origins(versionId, [versionId]) }),
  claimsWithConflictedDecider: [],
  claimsInQuestion: [],
  restsOn: [['bmV3ZXN0IGVudHJ5']],
  slug: 'free',
  aliases: null,
  ...more,
});

export const DRAFT: Extract<ReportCommand, { type: 'draft-report' }> = {
  type: 'draft-report',
  reportId,
  slug: 'night-at-the-dam',
  title: 'What is known of the night at the dam',
  summary: 'One claim, checked twice.',
  claimIds: ['claim'],
};

export const stampReport = (event: ReportEvent, actor: Actor, at = NOW): Stamped<ReportEvent> => ({
  ...event,
  at,
  by: nameOf(actor),
});

export function send(
  report: Report | null,
  actor: Actor,
  command: ReportCommand,
  more: Partial<GateFacts> = {},
): Report {
  const facts = gateFacts(more);
  const after = decideReport(report, command, actor, facts).reduce<Report | null>(
    (state, event) => evolveReport(state, reportId, stampReport(event, actor, facts.now)),
    report,
  );
  if (!after) throw new Error('nothing happened');
  return after;
}

export const publishing = (overrideReason: string | null = null): ReportCommand => ({
  type: 'publish-report',
  reportId,
  overrideReason,
});
export const signOff: ReportCommand = { type: 'sign-off-report', reportId };

export const draft = (more: Partial<typeof DRAFT> = {}): Report =>
  send(null, publisher, { ...DRAFT, ...more });
export const signedOff = (by: Actor = publisher): Report => send(draft(), by, signOff);
export const published = (): Report => send(signedOff(), publisher, publishing());
export const correcting = (): Report =>
  send(published(), publisher, { type: 'open-correction', reportId, reason: 'The date was wrong.' });
export const withdrawn = (): Report =>
  send(published(), publisher, { type: 'withdraw-report', reportId, reason: 'The leak was forged.' });
export const discarded = (): Report =>
  send(draft(), publisher, { type: 'discard-report', reportId, reason: 'Another desk has it.' });
