/** What the demo prints: what happened, and what to try next. */
import type { responses } from '#contract';
import type { z } from 'zod';
import { RATINGS } from '#domain';
import type { SeedDecision } from './seed-data.ts';
import type { Story } from './story.ts';
import type { Sample } from './remembered.ts';

type Claim = z.infer<typeof responses.Claim>;
type Summary = z.infer<typeof responses.ClaimSummary>;
type Document = z.infer<typeof responses.Document>;
type LogCheck = z.infer<typeof responses.LogCheck>;

export async function summarise(
  story: Story,
  chosen: ReadonlyMap<SeedDecision, string>,
  reportAddress: string,
): Promise<string> {
  const editor = story.as('editor');
  const documents = await editor.all<Document>('/documents');
  const claims = await editor.all<Summary>('/claims');
  const log = await story.as('admin').get<LogCheck>('/log/check');
  const byRating = RATINGS.map(
    (rating) => `${claims.filter((claim) => claim.rating === rating).length} ${rating}`,
  );
  const count = (status: Summary['status']) => claims.filter((claim) => claim.status === status).length;
  const reviewed = await Promise.all([...chosen.values()].map((id) => editor.get<Claim>(`/claims/${id}`)));
  return [
    '',
    `Documents  ${documents.length}`,
    `Claims     ${claims.length} found; ${count('published')} published, ${count('declined')} declined, ${count('in-review')} in review, ${count('proposed')} not triaged`,
    `Verdicts   ${byRating.join(', ')}`,
    ...reviewed.flatMap(settlement).slice(0, 1),
    `Log        ${log.size} entries ordered, ${log.pending} waiting, ${log.streams} streams; ${log.problems.length ? log.problems.join('; ') : 'every entry and every row checked'}`,
    `Report     ${reportAddress}`,
  ].join('\n');
}

/** How a disagreement was settled, in two lines. */
function settlement(claim: Claim): string[] {
  const round = claim.rounds.at(-1);
  if (round?.decision?.method !== 'adjudication') return [];
  const ratings = round.verdicts?.map(({ rating }) => rating).join(' against ');
  return [
    `Disagreed  “${claim.text}”\n           ${ratings}; an adjudicator who held no slot settled it: ${round.decision.rating}`,
  ];
}

/** One token for each role, with a first call to try. */
export function invitation(address: string, sample: Sample): string {
  const calls: Record<string, string> = {
    editor: `curl -H "Authorization: Bearer $TOKEN" ${address}/api/v1/claims?status=proposed`,
    reviewer: `curl -H "Authorization: Bearer $TOKEN" ${address}/api/v1/assignments`,
    adjudicator: `curl -H "Authorization: Bearer $TOKEN" ${address}/api/v1/claims?status=contested`,
    publisher: `curl -H "Authorization: Bearer $TOKEN" ${address}/api/v1/reports`,
    admin: `curl -H "Authorization: Bearer $TOKEN" ${address}/api/v1/log/check`,
  };
  const lines = Object.entries(calls).flatMap(([role, call]) => {
    const person = Object.values(sample.people).find((one) => one.role === role);
    return person
      ? [`  ${role.padEnd(12)}TOKEN=${person.token}   # ${person.name}`, `  ${''.padEnd(12)}${call}`]
      : [];
  });
  return [
    '',
    `API        ${address}/docs   (every call, and its shapes)`,
    `Queues     ${address}/admin/queues   (any user name; the admin’s token as the password)`,
    '',
    'A token for each role, and a first call to try:',
    ...lines,
    '',
    'The other claims wait for you. Ctrl+C stops everything; the next run goes on from here; --reset starts over.',
  ].join('\n');
}
