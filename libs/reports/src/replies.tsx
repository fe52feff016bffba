import type { ReportedEvidence } from '#domain';
import { Day } from './day.tsx';
import { usePage } from './page-context.ts';

export type Reply = Extract<ReportedEvidence, { kind: 'reply' }>;

/** The right of reply: who was asked, how and when, what they answered, or that they did not, and what we say to a denial. */
export function Replies({ replies }: { readonly replies: readonly Reply[] }) {
  const { words, told } = usePage();
  if (replies.length === 0) return null;
  return (
    <section className="group search">
      <h4>{words.evidenceGroups.reply}</h4>
      {replies.map(({ whom, way, askedOn, answer, answeredOn, denial, response }, index) => (
        <dl key={index} className="facts">
          <dt>{words.asked}</dt>
          <dd {...told}>{whom}</dd>
          <dt>{words.askedOn}</dt>
          <dd>
            <Day date={askedOn} />, <bdi lang={told.lang}>{way}</bdi>
          </dd>
          <dt>{words.replied}</dt>
          <dd className="written">
            {answer === null ? words.noReply : <span {...told}>{answer}</span>}
            {answeredOn !== null && (
              <>
                {' ('}
                <Day date={answeredOn} />
                {')'}
              </>
            )}
            {denial && (
              <>
                {' '}
                <strong>{words.denial}</strong> {words.denialMeans}
              </>
            )}
          </dd>
          {response !== undefined && (
            <>
              <dt>{words.answer}</dt>
              <dd className="written" {...told}>
                {response}
              </dd>
            </>
          )}
        </dl>
      ))}
    </section>
  );
}
