/** Tells that a version was published although a gate was closed: at its top with the reason, and again at each claim. */
import { Fragment } from 'react';
import type { ReportContent, ReportedClaim } from '#domain';
import { usePage } from './page-context.ts';
import { claimAnchor } from './public-address.ts';

const ANCHOR = 'exceptions';

interface OverrideProps {
  readonly content: ReportContent;
}

export function OverrideNotice({ content: { overridden } }: OverrideProps) {
  const { words, told } = usePage();
  if (!overridden) return null;
  return (
    <section id={ANCHOR} className="exceptions">
      <h2>{words.exceptions}</h2>
      <p>{words.exceptionsMean}</p>
      <ul>
        {overridden.gates.map(({ gate, claims }) => (
          <li key={gate}>
            {claims.map((number, index) => (
              <Fragment key={number}>
                {index > 0 && ', '}
                <a href={`#${claimAnchor(number)}`}>{words.claim(number)}</a>
              </Fragment>
            ))}
            {claims.length > 0 && ': '}
            {words.overriddenGates[gate]}
          </li>
        ))}
      </ul>
      <p>
        {words.overriddenFor}{' '}
        <span className="written" {...told}>
          {overridden.reason}
        </span>
      </p>
    </section>
  );
}

/** Whoever follows a link to a claim does not pass the top of the page. */
export function ClaimOverride({
  content: { overridden },
  claim,
}: OverrideProps & { readonly claim: ReportedClaim }) {
  const { words } = usePage();
  const gates = overridden?.gates.filter(({ claims }) => claims.includes(claim.number)) ?? [];
  if (gates.length === 0) return null;
  return (
    <p className="exception">
      {gates.map(({ gate }) => words.overriddenGates[gate]).join(' ')}{' '}
      <a href={`#${ANCHOR}`}>{words.exceptionsLink}</a>
    </p>
  );
}
