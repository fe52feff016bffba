/** Passages and evidence as columns and back. */
import type { Evidence, Passage } from '#domain';
import type { EvidenceRow, OccurrenceRow } from './rows/claim.rows.ts';

export const passageColumns = ({ versionId, start, end, exact, prefix, suffix }: Passage) => ({
  versionId,
  startAt: start,
  endAt: end,
  exact,
  prefix,
  suffix,
});

export const passageOf = (row: OccurrenceRow): Passage => ({
  versionId: row.versionId,
  start: row.startAt,
  end: row.endAt,
  exact: row.exact,
  prefix: row.prefix,
  suffix: row.suffix,
});

export function evidenceColumns(item: Evidence): Readonly<Record<string, unknown>> {
  switch (item.kind) {
    case 'passage': {
      const { kind, passage, stance, denial, answer } = item;
      return { kind, ...passageColumns(passage), stance, denial, answer };
    }
    case 'search': {
      const { kind, where: searchedWhere, query, searchedAt, result } = item;
      return { kind, searchedWhere, query, searchedAt, result };
    }
    case 'reply': {
      const { kind, whom: askedWhom, askedAt, way: askedByWay, answer, answeredAt, denial, response } = item;
      return { kind, askedWhom, askedAt, askedByWay, answer, answeredAt, denial, response: response ?? null };
    }
  }
}

export function evidenceOf(row: EvidenceRow): Evidence {
  const { kind, versionId, startAt: start, endAt: end, exact, prefix, suffix, stance, denial, answer } = row;
  const { searchedWhere: where, query, searchedAt, result } = row;
  const { askedWhom: whom, askedAt, askedByWay: way, answeredAt, response } = row;
  if (kind === 'passage' && versionId && start !== null && end !== null && exact && stance && denial !== null)
    return {
      kind,
      passage: { versionId, start, end, exact, prefix: prefix ?? '', suffix: suffix ?? '' },
      stance,
      denial,
      answer,
    };
  if (kind === 'search' && where !== null && query !== null && searchedAt !== null && result !== null)
    return { kind, where, query, searchedAt, result };
  if (kind === 'reply' && whom !== null && askedAt !== null && way !== null && denial !== null)
    return { kind, whom, askedAt, way, answer, answeredAt, denial, ...(response !== null && { response }) };
  throw new Error('an evidence row is incomplete in spite of its constraints');
}
