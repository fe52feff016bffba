import type { EntityManager } from 'typeorm';
import { loadRoot, ReportPageRow, type Change, type Loaded } from '#database';
import {
  decideReport,
  evolveReport,
  hasConflict,
  Refused,
  type Actor,
  type Claim,
  type Conflict,
  type GateFacts,
  type Report,
  type ReportCommand,
  type RestsOn,
  type SourceFacts,
} from '#domain';
import { readAliases } from './aliases.ts';
import { changeBy } from './changes.ts';
import { changeLoadedClaim, lockClaims } from './claim-changes.ts';
import { readParties } from './claim-facts.ts';
import type { Changes } from './commands.ts';
import { readFindings } from './finding-view.ts';
import { questionedAmong } from './rereview-view.ts';
import { readOrigins } from './source-facts.ts';

type Command<T extends ReportCommand['type']> = Extract<ReportCommand, { type: T }>;

export async function changeReport(
  tx: EntityManager,
  actor: Actor,
  command: ReportCommand,
  now: string,
): Promise<Change<'report'>> {
  const before = await loadRoot(tx, 'report', actor.workspaceId, command.reportId, { lock: true });
  const { facts } = await gateFacts(tx, actor, { before, command }, now);
  const events = decideReport(before?.state ?? null, command, actor, facts);
  return changeBy('report', command.reportId, before, events, evolveReport, { actor, now });
}

/** The report and every claim in it change together: no reader sees one without the other. */
export async function publishReport(
  tx: EntityManager,
  actor: Actor,
  command: Command<'publish-report'>,
  now: string,
): Promise<Change[]> {
  const before = await loadRoot(tx, 'report', actor.workspaceId, command.reportId, { lock: true });
  const { facts, claims } = await gateFacts(tx, actor, { before, command }, now);
  const events = decideReport(before?.state ?? null, command, actor, facts);
  const report = changeBy('report', command.reportId, before, events, evolveReport, { actor, now });
  const version = report.after.versions.length;
  const published: Change[] = [];
  for (const claim of claims.values()) {
    const publish = { type: 'publish-claim' as const, claimId: claim.state.id, reportId: report.id, version };
    published.push(await changeLoadedClaim(tx, actor, claim, publish, now));
  }
  return [report, ...published];
}

export async function recordRendering(
  tx: EntityManager,
  actor: Actor,
  command: Command<'record-rendering'>,
  now: string,
): Promise<Changes> {
  const { reportId, version, page } = command;
  return {
    changes: [await changeReport(tx, actor, command, now)],
    keep: async (tx) =>
      void (await tx.insert(ReportPageRow, { workspaceId: actor.workspaceId, reportId, version, page })),
  };
}

const claimIdsOf = (before: Loaded<Report> | null, command: ReportCommand): readonly string[] => {
  if ('claimIds' in command) return command.claimIds;
  // Cancelling is about what readers are shown, not about what was written since.
  const shown = command.type === 'cancel-correction' ? before?.state.versions.at(-1) : null;
  return (shown ?? before?.state)?.claimIds ?? [];
};

/** Within this transaction's view; two that publish at one address at once are told apart by its key. */
async function slugFacts(
  tx: EntityManager,
  workspaceId: string,
  before: Loaded<Report> | null,
  command: ReportCommand,
): Promise<GateFacts['slug']> {
  const slug = ('slug' in command ? command.slug : null) ?? before?.state.slug;
  const [found]: { taken: boolean; drafted: boolean }[] = await tx.query(
    `select app.address_taken($2) as taken,
            exists (select 1 from app.reports
                     where workspace_id = $1 and slug = $2 and id <> $3 and public_slug is null
                       and status in ('draft', 'signed-off')) as drafted`,
    [workspaceId, slug ?? '', command.reportId],
  );
  if (found?.taken) return 'taken';
  return found?.drafted ? 'in-draft' : 'free';
}

/**
 * What the publish gate looks at. The claims stay locked until the report is decided; where it is published, the workspace
 * does, too: whoever is protected is protected before, and redacted, or after, and publishers are told.
 */
async function gateFacts(
  tx: EntityManager,
  actor: Actor,
  { before, command }: { before: Loaded<Report> | null; command: ReportCommand },
  now: string,
): Promise<{ facts: GateFacts; claims: Map<string, Loaded<Claim>> }> {
  const { workspaceId } = actor;
  const claimIds = claimIdsOf(before, command);
  const claims = await lockClaims(tx, workspaceId, claimIds);
  const workspace = await loadRoot(tx, 'workspace', workspaceId, workspaceId, {
    lock: command.type === 'publish-report',
  });
  if (!workspace) throw new Refused('not-found', 'There is no such workspace.');
  const inOrder = claimIds.flatMap((id) => claims.get(id)?.state ?? []);
  const sources = await readSourceFacts(tx, workspaceId, inOrder);
  const sourceOf = (versionId: string): SourceFacts => {
    const source = sources.get(versionId);
    if (!source) throw new Error(`no document behind version ${versionId}`);
    return source;
  };
  const claimsWithConflictedDecider = await conflictedDeciders(tx, workspaceId, inOrder);
  const claimsInQuestion = [...(await questionedAmong(tx, workspaceId, claimIds))];
  return {
    facts: {
      now,
      claims: inOrder,
      workspace: workspace.state,
      sourceOf,
      claimsWithConflictedDecider,
      claimsInQuestion,
      restsOn: await restedOn(tx, workspaceId, claimIds, claims),
      slug: await slugFacts(tx, workspaceId, before, command),
      aliases: await readAliases(tx, workspace.state),
    },
    claims,
  };
}

/** The claims are locked, and with them the ballots of their closed rounds. */
async function restedOn(
  tx: EntityManager,
  workspaceId: string,
  claimIds: readonly string[],
  claims: ReadonlyMap<string, Loaded<Claim>>,
): Promise<RestsOn> {
  // What was said about a claim under seal has ballots, too: nothing rests on it. Streams are named at random, so that
  // their order tells of nobody.
  const ballots: { claimId: string; newest: string }[] = await tx.query(
    `select b.claim_id as "claimId", encode(b.audit_head, 'base64') as newest
       from app.ballots b
       join app.assignments a on a.workspace_id = b.workspace_id and a.id = b.id
      where b.workspace_id = $1 and b.claim_id = any ($2::uuid[]) and b.opened
      order by b.stream`,
    [workspaceId, claimIds],
  );
  return claimIds.flatMap((id) => {
    const own = claims.get(id)?.head.hash.toString('base64');
    return own ? [[own, ...ballots.flatMap(({ claimId, newest }) => (claimId === id ? newest : []))]] : [];
  });
}

async function readSourceFacts(
  tx: EntityManager,
  workspaceId: string,
  claims: readonly Claim[],
): Promise<Map<string, SourceFacts>> {
  const rows: (Omit<SourceFacts, 'origins' | 'findings'> & { versionId: string; documentId: string })[] =
    await tx.query(
      `select distinct v.id as "versionId", d.id as "documentId", d.title, d.publisher, d.published_at::text as "publishedAt",
            d.language
       from app.document_versions v
       join app.documents d on d.workspace_id = v.workspace_id and d.id = v.document_id
      where v.workspace_id = $1
        and (v.id in (select version_id from app.occurrences where workspace_id = $1 and claim_id = any ($2::uuid[]))
          or v.id in (select version_id from app.evidence where workspace_id = $1 and claim_id = any ($2::uuid[])))`,
      [workspaceId, claims.map(({ id }) => id)],
    );
  const versionIds = rows.map(({ versionId }) => versionId);
  const origins = await readOrigins(tx, workspaceId, versionIds);
  const findings = await readFindings(
    tx,
    workspaceId,
    rows.map(({ documentId }) => documentId),
  );
  return new Map(
    rows.flatMap(({ versionId, documentId, ...facts }) => {
      const source = origins.get(versionId);
      const found = findings.filter((finding) => finding.documentId === documentId);
      return source ? [[versionId, { ...facts, origins: source, findings: found }] as const] : [];
    }),
  );
}

async function conflictedDeciders(
  tx: EntityManager,
  workspaceId: string,
  claims: readonly Claim[],
): Promise<string[]> {
  const decidersOf = (claim: Claim) => claim.rounds.at(-1)?.decision?.decidedBy ?? [];
  const rows: { id: string; conflicts: Conflict[] }[] = await tx.query(
    `select id, conflicts from app.people
      where workspace_id = $1 and id = any ($2::uuid[]) and conflicts <> '[]'::jsonb`,
    [workspaceId, claims.flatMap(decidersOf)],
  );
  const conflicts = new Map(rows.map((row) => [row.id, row.conflicts]));
  const conflicted: string[] = [];
  for (const claim of claims) {
    const declared = decidersOf(claim).flatMap((id) => conflicts.get(id) ?? []);
    if (declared.length && hasConflict(declared, await readParties(tx, workspaceId, claim)))
      conflicted.push(claim.id);
  }
  return conflicted;
}
