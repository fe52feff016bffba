/**
 * What waits, by kind: each gives subject, id, title, why, since, until, claim_id, desk_id and reasons. $1 is the
 * workspace, $2 the person who asks.
 */
import { hasOutcome } from '#database';
import { WAIT } from './desk-view.ts';

/** A mention is read elsewhere: what of a thread may be read is the domain's to say. */
export type TurnKind = QueriedKind | 'mention';
export type QueriedKind = keyof typeof TURN_QUERIES;

const PLAIN =
  'null::timestamptz as until, null::uuid as claim_id, null::uuid as desk_id, null::jsonb as reasons';

export const TURN_QUERIES = {
  assignment: `
    select 'assignment' as subject, a.id, c.text as title,
           case when a.due_at <= now() then 'Your verdict is overdue.' else 'Your verdict is asked for.' end as why,
           a.assigned_at as since, a.due_at as until, a.claim_id, r.desk_id, null::jsonb as reasons
      from app.assignments a
      join app.claims c on c.workspace_id = a.workspace_id and c.id = a.claim_id
      join app.rounds r on r.workspace_id = a.workspace_id and r.claim_id = a.claim_id and r.number = a.round
     where a.workspace_id = $1 and a.reviewer_id = $2 and a.status = 'held'`,

  'contested-claim': `
    select 'claim' as subject, c.id, c.text as title, 'The reviewers disagree: settle it.' as why,
           r.closed_at as since, null::timestamptz as until, c.id as claim_id, r.desk_id, null::jsonb as reasons
      from app.claims c
      join app.rounds r on r.workspace_id = c.workspace_id and r.claim_id = c.id and r.status = 'contested'
     where c.workspace_id = $1 and c.status = 'contested'
       and not exists (select 1 from app.assignments a
                        where a.workspace_id = c.workspace_id and a.claim_id = c.id and a.reviewer_id = $2)`,

  // Whatever the others' verdicts: a claim is late when one of its slots was due, whoever holds it and however far they
  // are, or when its round was escalated.
  'overdue-claim': `
    select 'claim' as subject, c.id, c.text as title, 'Its review is overdue.' as why, r.opened_at as since,
           least(min(a.due_at), r.overdue_since) as until, c.id as claim_id, r.desk_id, null::jsonb as reasons
      from app.rounds r
      join app.claims c on c.workspace_id = r.workspace_id and c.id = r.claim_id
      left join app.assignments a on a.workspace_id = r.workspace_id and a.claim_id = r.claim_id
                                 and a.round = r.number and a.status in ('held', 'submitted')
     where r.workspace_id = $1 and r.status = 'open'
     group by c.id, c.text, r.opened_at, r.desk_id, r.overdue_since
    having min(a.due_at) <= now() or r.overdue_since is not null`,

  'waiting-slot': `
    select 'claim' as subject, c.id, c.text as title,
           case when d.paused_for is not null then 'The desk is paused.'
                when wait.reasons is null then 'Nobody has been found yet.'
                else 'Nobody at the desk can take it.' end as why,
           min(wait.since) as since, null::timestamptz as until, c.id as claim_id, r.desk_id, wait.reasons
      from app.slots s
      join app.rounds r on r.workspace_id = s.workspace_id and r.claim_id = s.claim_id and r.number = s.round
                       and r.status = 'open'
      join app.claims c on c.workspace_id = s.workspace_id and c.id = s.claim_id
      join app.desks d on d.workspace_id = r.workspace_id and d.id = r.desk_id
      left join app.slot_waits w on w.workspace_id = s.workspace_id and w.claim_id = s.claim_id
                                and w.round = s.round and w.slot = s.number
     cross join lateral (select ${WAIT}) as wait
     where s.workspace_id = $1 and s.status = 'open'
     group by c.id, c.text, d.paused_for, wait.reasons, r.desk_id`,

  'proposed-claim': `
    select 'claim' as subject, id, text as title, 'Accept it, decline it, or merge it into another.' as why,
           proposed_at as since, null::timestamptz as until, id as claim_id, null::uuid as desk_id,
           null::jsonb as reasons
      from app.claims where workspace_id = $1 and status = 'proposed'`,

  // One that was declined after a recall, and accepted again, has no reason: it waits since it was accepted.
  'claim-to-route': `
    select 'claim' as subject, c.id, c.text as title,
           case when c.reason is null then 'It is accepted, and no rule sent it to a desk.'
                when r.decided then 'It was taken out of review, and decided before: send it to a desk.'
                else 'It was taken out of review: send it to a desk, decline it, or merge it into another.' end as why,
           case when c.reason is null then e.created_at else r.closed_at end as since, null::timestamptz as until,
           c.id as claim_id, null::uuid as desk_id, null::jsonb as reasons
      from app.claims c
      join audit.entry e on e.workspace_id = c.workspace_id and e.id = c.entry_id
     cross join lateral (select max(l.closed_at) as closed_at, bool_or(${hasOutcome('l')}) as decided
                           from app.rounds l where l.workspace_id = c.workspace_id and l.claim_id = c.id) r
     where c.workspace_id = $1 and c.status = 'accepted'`,

  'claim-in-question': `
    select 'claim' as subject, v.claim_id as id, c.text as title, 'Its outcome is in question: ' || v.cause || '.' as why,
           v.marked_at as since, null::timestamptz as until, v.claim_id, c.desk_id, null::jsonb as reasons
      from app.rereviews v
      join app.claims c on c.workspace_id = v.workspace_id and c.id = v.claim_id
     where v.workspace_id = $1 and v.status = 'open'`,

  challenge: `
    select 'challenge' as subject, h.id, c.text as title, 'A reader says that the report is wrong.' as why,
           h.received_at as since, null::timestamptz as until, h.claim_id, null::uuid as desk_id, null::jsonb as reasons
      from app.challenges h
      join app.claims c on c.workspace_id = h.workspace_id and c.id = h.claim_id
     where h.workspace_id = $1 and h.status in ('received', 'accepted')`,

  match: `
    select 'match' as subject, m.id, a.text || ' — ' || b.text as title, 'They may be one claim.' as why,
           greatest(a.proposed_at, b.proposed_at) as since, ${PLAIN}
      from app.matches m
      join app.claims a on a.workspace_id = m.workspace_id and a.id = m.claim_id
      join app.claims b on b.workspace_id = m.workspace_id and b.id = m.other_claim_id
     where m.workspace_id = $1 and m.status = 'proposed'`,

  dependence: `
    select 'dependence' as subject, p.id, a.title || ' — ' || b.title as title, 'They may rest on one origin.' as why,
           greatest(a.received_at, b.received_at) as since, ${PLAIN}
      from app.dependences p
      join app.documents a on a.workspace_id = p.workspace_id and a.id = p.document_id
      join app.documents b on b.workspace_id = p.workspace_id and b.id = p.other_document_id
     where p.workspace_id = $1 and p.status = 'proposed'`,

  // Nothing takes a refused intake away: after a month it is history.
  'refused-intake': `
    select 'intake' as subject, id, coalesce(title, source ->> 'name', source ->> 'url', 'Untitled') as title,
           coalesce(refusal ->> 'sentence', 'It was refused.') as why, handed_in_at as since, ${PLAIN}
      from app.intakes
     where workspace_id = $1 and status = 'refused' and handed_in_at > now() - interval '30 days'`,

  'report-to-sign-off': `
    select 'report' as subject, r.id, r.title,
           case when r.correction is null then 'Sign it off when its claims are decided.'
                else 'Its correction is in work: sign it off.' end as why,
           e.created_at as since, ${PLAIN}
      from app.reports r
      join audit.entry e on e.workspace_id = r.workspace_id and e.id = r.entry_id
     where r.workspace_id = $1 and r.status = 'draft'`,

  'report-to-publish': `
    select 'report' as subject, r.id, r.title, 'It is signed off: publish it.' as why, e.created_at as since, ${PLAIN}
      from app.reports r
      join audit.entry e on e.workspace_id = r.workspace_id and e.id = r.entry_id
     where r.workspace_id = $1 and r.status = 'signed-off'`,

  'report-in-question': `
    select 'report' as subject, r.id, r.title, 'A claim in it is under review again, or in question.' as why,
           min(coalesce(v.marked_at, o.opened_at)) as since, ${PLAIN}
      from app.reports r
      join app.claims c on c.workspace_id = r.workspace_id and c.id = any (r.claim_ids)
      left join app.rereviews v on v.workspace_id = c.workspace_id and v.claim_id = c.id and v.status = 'open'
      -- The latest, whatever became of it: it is why the claim is not decided.
      left join lateral (select l.opened_at from app.rounds l
                          where l.workspace_id = c.workspace_id and l.claim_id = c.id
                          order by l.number desc limit 1) o on true
     where r.workspace_id = $1 and r.status = 'published'
       and (v.id is not null or c.status not in ('decided', 'published'))
     group by r.id, r.title`,

  // Readers are told that the next version says how.
  'report-to-correct': `
    select 'report' as subject, r.id, r.title,
           'A claim in it was decided anew: open a correction, readers wait for the next version.' as why,
           min(o.closed_at) as since, ${PLAIN}
      from app.reports r
      join lateral (select v.published_at, v.claim_ids from app.report_versions v
                     where v.workspace_id = r.workspace_id and v.report_id = r.id
                     order by v.number desc limit 1) newest on true
      join lateral (select distinct on (l.claim_id) l.status, l.opened_at, l.closed_at from app.rounds l
                     where l.workspace_id = r.workspace_id and l.claim_id = any (newest.claim_ids)
                     order by l.claim_id, l.number desc) o on o.status in ('agreed', 'settled')
                                                          and o.opened_at > newest.published_at
     where r.workspace_id = $1 and r.status = 'published'
     group by r.id, r.title`,

  // Of those that were published before somebody was protected; whether the name stands in them is told elsewhere.
  'report-with-name': `
    select 'report' as subject, r.id, r.title,
           'Readers are shown the name of somebody who was protected since: publish a correction, or withdraw it.' as why,
           max(e.created_at) as since, ${PLAIN}
      from app.reports r
      -- Its publication: a version's row names the entry that changed it last, and the renderer's comes later.
      join lateral (select max(t.id) as entry_id from audit.entry t
                     where t.workspace_id = r.workspace_id and t.stream = r.stream
                       and audit.type_of(t.body) = 'report-published') newest on true
      join app.protected_persons p on p.workspace_id = r.workspace_id and p.entry_id > newest.entry_id
                                  and p.ended_at is null
      join audit.entry e on e.workspace_id = p.workspace_id and e.id = p.entry_id
     where r.workspace_id = $1 and r.status <> 'withdrawn'
     group by r.id, r.title`,

  'dead-letter': `
    select 'dead-letter' as subject, x.job_key as id, x.name as title, x.reason as why, x.died_at as since, ${PLAIN}
      from app.dead_letters x where x.workspace_id = $1 and x.replayed_at is null`,
} as const satisfies Record<string, string>;
