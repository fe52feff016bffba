/**
 * The proof of a published version: made from the log alone, once a published checkpoint covers it, and kept as it is.
 * Of what its entries seal it discloses what the page shows: which page, which version, what it rests on, each claim's
 * rating. Names, texts, dissent and ids stay sealed.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { inWorkspace, isErased, ReportProofRow, storedTiles, type StoredOpenings } from '#database';
import type { ClaimEvent, ReportEvent, RestsOn } from '#domain';
import { buildProofBundle, nodeReader, type BundleEntry } from '#transparency-log';

export interface ProofWanted {
  readonly workspaceId: string;
  readonly reportId: string;
  readonly version: number;
}

/** `waiting`: no published checkpoint covers it yet. A crash leaves it as it was; who comes second finds it made. */
export function keepProof(
  db: DataSource,
  { workspaceId, ...wanted }: ProofWanted,
): Promise<'done' | 'waiting'> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const version = await unprovenVersion(tx, workspaceId, wanted);
    if (!version) return 'done';
    const [checkpoint]: { size: string; note: string }[] = await tx.query(
      'select size, note from audit.checkpoint where size > $1 order by size desc limit 1',
      [version.index],
    );
    if (!checkpoint) return 'waiting';
    const proof = await buildProofBundle({
      checkpoint: checkpoint.note,
      report: { sha256: version.pageSha256, stream: version.stream },
      entries: await readEntries(tx, workspaceId, { ...wanted, ...version }),
      read: nodeReader(storedTiles(tx), Number(checkpoint.size)),
    });
    await tx
      .createQueryBuilder()
      .insert()
      .into(ReportProofRow)
      .values({ workspaceId, ...wanted, proof: Buffer.from(proof) })
      .orIgnore()
      .execute();
    return 'done';
  });
}

interface Unproven {
  readonly stream: string;
  readonly claimIds: readonly string[];
  readonly restsOn: RestsOn;
  readonly pageSha256: string;
  /** The place in the log of the entry that names the page; null before it has one. */
  readonly index: string | null;
}

async function unprovenVersion(
  tx: EntityManager,
  workspaceId: string,
  { reportId, version }: Omit<ProofWanted, 'workspaceId'>,
): Promise<Unproven | null> {
  const [row]: Unproven[] = await tx.query(
    `select r.stream, v.claim_ids as "claimIds", v.rests_on as "restsOn", v.page_sha256 as "pageSha256",
            (select l.leaf_index from audit.leaf l where l.entry_id = v.entry_id) as index
       from app.report_versions v
       join app.reports r on r.workspace_id = v.workspace_id and r.id = v.report_id
      where v.workspace_id = $1 and v.report_id = $2 and v.number = $3
        and v.page_sha256 is not null and v.rests_on is not null
        and not exists (select 1 from app.report_proofs p
                         where p.workspace_id = v.workspace_id and p.report_id = v.report_id and p.version = v.number)`,
    [workspaceId, reportId, version],
  );
  return row ?? null;
}

interface Entry {
  readonly stream: string;
  readonly type: string;
  readonly body: Buffer;
  /** Base64. */
  readonly leafHash: string;
  readonly index: string;
  /** Of those that may be disclosed. */
  readonly fields: StoredOpenings;
}

/** The streams of the report and of what it rests on, up to the entry that names the page. */
async function readEntries(
  tx: EntityManager,
  workspaceId: string,
  { reportId, version, stream, claimIds, restsOn, index }: Unproven & { reportId: string; version: number },
): Promise<BundleEntry[]> {
  const entries: Entry[] = await tx.query(
    `select e.stream, audit.type_of(e.body) as type, e.body,
            encode(audit.leaf_hash(e.body), 'base64') as "leafHash", l.leaf_index as index,
            (select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each(o.fields) f
              where f.key = any ($4::text[])) as fields
       from audit.entry e
       join audit.leaf l on l.entry_id = e.id
       left join audit.opening o on o.entry_id = e.id
      where e.workspace_id = $1 and l.leaf_index <= $5
        and e.stream in (
          select r.stream from app.reports r where r.workspace_id = $1 and r.id = $2
          union all
          select c.stream from app.claims c where c.workspace_id = $1 and c.id = any ($3::uuid[])
          union all
          select b.stream from app.ballots b where b.workspace_id = $1 and b.claim_id = any ($3::uuid[]))
      order by e.stream, e.seq`,
    [workspaceId, reportId, claimIds, ['version', 'restsOn', 'pageSha256', 'rating'], index],
  );
  const named = new Set(restsOn.flat());
  const restedOn = entries.filter(({ leafHash }) => named.has(leafHash)).map((entry) => entry.stream);
  if (restedOn.length !== named.size) throw new Error('the log has lost an entry that a report rests on');
  return [stream, ...restedOn].flatMap((name) =>
    disclose(
      entries.filter((entry) => entry.stream === name),
      named,
      version,
    ),
  );
}

type EventType = (ReportEvent | ClaimEvent)['type'];

/** Of the report's stream which page each version is; of a claim's, the rating it had when the report was published. */
function disclose(entries: readonly Entry[], named: ReadonlySet<string>, version: number): BundleEntry[] {
  const restedOn = entries.findLastIndex(({ leafHash }) => named.has(leafHash));
  const decision = entries.slice(0, restedOn + 1).findLast(({ type }) => type === DECIDED);
  return entries.map((entry) => {
    const { type, fields, body, index } = entry;
    const names = entry === decision ? ['rating'] : (OF_REPORTS[type as EventType] ?? []);
    const { version: own } = fields;
    const isOther = own === undefined || isErased(own) || own.value !== version;
    const disclosed = names.flatMap((name) => {
      const opening = fields[name];
      return !opening || isErased(opening) || (name === 'restsOn' && isOther)
        ? []
        : [[name, opening] as const];
    });
    return { index: Number(index), body, disclosed: Object.fromEntries(disclosed) };
  });
}

const DECIDED: EventType = 'claim-decided';
const OF_REPORTS: Partial<Record<EventType, readonly string[]>> = {
  'report-published': ['version', 'restsOn'],
  'report-rendered': ['version', 'pageSha256'],
};
