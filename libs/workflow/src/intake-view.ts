/** What was handed in and how far it has got, and the documents that came of it. */
import type { EntityManager } from 'typeorm';
import {
  AnchorRow,
  DocumentTextRow,
  ExtractionRow,
  IntakeProgressRow,
  IntakeRow,
  ModelRunRow,
} from '#database';
import { Refused, type Actor, type Intake } from '#domain';
import { pageOfRows, readOne, type PageAsked } from './views.ts';

export async function readIntake(tx: EntityManager, actor: Actor, intakeId: string) {
  const intake = await readOne(tx, actor, 'intake', intakeId);
  const [shown] = await withProgress(tx, actor, [intake]);
  if (!shown) throw new Error('one intake gives one');
  return shown;
}

export async function readIntakes(tx: EntityManager, actor: Actor, page: PageAsked) {
  const { workspaceId } = actor;
  const query = tx.createQueryBuilder(IntakeRow, 'r').where('r.workspaceId = :workspaceId', { workspaceId });
  const { items, next } = await pageOfRows(query, 'handedInAt', page);
  return { items: await withProgress(tx, actor, items), next };
}

async function withProgress<T extends Pick<Intake, 'id' | 'status'>>(
  tx: EntityManager,
  { workspaceId }: Actor,
  intakes: readonly T[],
) {
  const rows = await tx
    .createQueryBuilder(IntakeProgressRow, 'p')
    .where('p.workspaceId = :workspaceId and p.intakeId = any (:ids)', {
      workspaceId,
      ids: intakes.map(({ id }) => id),
    })
    .getMany();
  return intakes.map((intake) => {
    const row = rows.find(({ intakeId }) => intakeId === intake.id);
    // What was decided is in the log; the progress only tells of the way there.
    const stage = intake.status === 'waiting' ? (row?.stage ?? 'waiting') : intake.status;
    const total = row?.total === null || row?.total === undefined ? null : Number(row.total);
    return Object.assign({}, intake, { progress: { stage, done: Number(row?.done ?? 0), total } });
  });
}

/** The document with the text, regions and figures of one of its versions, the latest unless another is asked for. */
export async function readDocumentText(
  tx: EntityManager,
  actor: Actor,
  documentId: string,
  versionId?: string,
) {
  const { workspaceId } = actor;
  const document = await readOne(tx, actor, 'document', documentId);
  const version = versionId ? document.versions.find(({ id }) => id === versionId) : document.versions.at(-1);
  const kept = version && (await tx.findOneBy(DocumentTextRow, { workspaceId, versionId: version.id }));
  if (!kept) throw new Refused('not-found', 'There is no such document version.');
  const extraction = await tx.findOneBy(ExtractionRow, { workspaceId, versionId: kept.versionId });
  return {
    ...document,
    versionId: kept.versionId,
    text: kept.text,
    regions: kept.regions,
    figures: extraction?.findings.figures ?? [],
  };
}

/** Where the passages of earlier versions stand in this one. */
export async function readAnchors(tx: EntityManager, actor: Actor, documentId: string, versionId: string) {
  const document = await readOne(tx, actor, 'document', documentId);
  if (!document.versions.some(({ id }) => id === versionId))
    throw new Refused('not-found', 'There is no such document version.');
  const rows = await tx.find(AnchorRow, {
    where: { workspaceId: actor.workspaceId, versionId },
    order: { ordinal: 'asc' },
  });
  return { items: rows.map(({ anchor }) => anchor), next: null };
}

/** What a language model was sent about any version of the document, and what it answered, the earliest first. */
export async function readModelRuns(tx: EntityManager, actor: Actor, documentId: string, page: PageAsked) {
  const { versions } = await readOne(tx, actor, 'document', documentId);
  const query = tx
    .createQueryBuilder(ModelRunRow, 'r')
    .where('r.workspaceId = :workspaceId and r.versionId = any (:versionIds)', {
      workspaceId: actor.workspaceId,
      versionIds: versions.map(({ id }) => id),
    });
  return pageOfRows(query, 'madeAt', page);
}
