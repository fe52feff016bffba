/** Copies that are kept beside the rows of the state: texts, pages, findings of extraction, drafts, addresses of people. */
import type { EntityManager } from 'typeorm';
import {
  AnchorRow,
  DocumentTextRow,
  ExtractionRow,
  MailAddressRow,
  ModelRunRow,
  PresenceRow,
} from '#database';
import { ERASED, withoutThese, withoutWords, type ErasureTarget, type Json } from '#domain';
import { asInJson, type Plan } from './erasure-plan.ts';

export async function eraseKept(
  tx: EntityManager,
  workspaceId: string,
  target: ErasureTarget,
  plan: Plan,
): Promise<void> {
  await erasePages(tx, workspaceId, plan);
  if (target.kind === 'person') await eraseOfPerson(tx, workspaceId, target.personId);
  if (target.kind === 'version') await eraseOfVersion(tx, workspaceId, target.versionId);
  if (plan.words.length) await eraseCopies(tx, workspaceId, plan.words);
  // What a request hashed to can be guessed from what was in it.
  await tx.query(
    `delete from app.idempotency_keys where workspace_id = $1 and (outcome ->> 'id' = any ($2::text[]) or actor = $3)`,
    [
      workspaceId,
      [plan.subjectId, ...plan.entries.map(({ subjectId }) => subjectId)],
      target.kind === 'person' ? target.personId : null,
    ],
  );
}

/** A page is bytes: one that shows what was erased goes as a whole. Its hash stays in the log. */
async function erasePages(tx: EntityManager, workspaceId: string, { entries }: Plan): Promise<void> {
  for (const { event, subjectId, erased } of entries)
    if (event.type === 'report-published' && erased.some(({ name }) => name === 'content'))
      await tx.query(
        `update app.report_pages set page = '' where workspace_id = $1 and report_id = $2 and version = $3`,
        [workspaceId, subjectId, event.version],
      );
}

async function eraseOfPerson(tx: EntityManager, workspaceId: string, personId: string): Promise<void> {
  await tx.delete(MailAddressRow, { workspaceId, personId });
  await tx.delete(PresenceRow, { workspaceId, personId });
  await tx.query('delete from app.drafts where workspace_id = $1 and reviewer_id = $2', [
    workspaceId,
    personId,
  ]);
}

async function eraseOfVersion(tx: EntityManager, workspaceId: string, versionId: string): Promise<void> {
  await tx.update(DocumentTextRow, { workspaceId, versionId }, { text: ERASED, regions: [] });
  const extraction = await tx.findOneBy(ExtractionRow, { workspaceId, versionId });
  if (extraction) {
    const findings = { ...extraction.findings, figures: [], credits: [], upstream: [] };
    await tx.update(ExtractionRow, { workspaceId, versionId }, { findings });
  }
  await tx.delete(ModelRunRow, { workspaceId, versionId });
  for (const { ordinal, anchor } of await tx.findBy(AnchorRow, { workspaceId, versionId }))
    await tx.query(
      'update app.anchors set anchor = $4 where workspace_id = $1 and version_id = $2 and ordinal = $3',
      [workspaceId, versionId, ordinal, JSON.stringify(withoutWords('anchors', anchor as unknown as Json))],
    );
}

/** The same words, word for word. What is not state of the review goes as a whole where it holds them. */
async function eraseCopies(tx: EntityManager, workspaceId: string, words: readonly string[]): Promise<void> {
  const given = [workspaceId, words.map(asInJson)];
  const holds = (column: string) =>
    `workspace_id = $1 and exists (select 1 from unnest($2::text[]) as x (text) where strpos(${column}::text, x.text) > 0)`;
  await tx.query(`delete from app.drafts where ${holds('content')}`, given);
  await tx.query(`delete from app.model_runs where ${holds('run')}`, given);
  for (const [table, column] of [
    ['extractions', 'findings'],
    ['anchors', 'anchor'],
  ] as const) {
    const rows: { place: string; value: Json }[] = await tx.query(
      `select ctid::text as place, ${column} as value from app.${table} where ${holds(column)}`,
      given,
    );
    for (const { place, value } of rows)
      await tx.query(`update app.${table} set ${column} = $3 where workspace_id = $1 and ctid = $2::tid`, [
        workspaceId,
        place,
        JSON.stringify(withoutThese(value, words)),
      ]);
  }
}
