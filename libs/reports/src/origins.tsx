import { Fragment } from 'react';
import type { ReportedClaim, ReportedOrigin } from '#domain';
import { usePage } from './page-context.ts';

/** What the supporting passages rest on, so that a reader need not take the number of origins on trust. */
export function Origins({ claim: { origins = [], independentOrigins } }: { readonly claim: ReportedClaim }) {
  const { words } = usePage();
  if (origins.length === 0) return null;
  const confirmed = origins.filter(({ kind }) => kind !== 'unconfirmed');
  return (
    <>
      <ul className="origins">
        {origins.map((origin, index) => (
          <OriginLine key={index} origin={origin} />
        ))}
      </ul>
      {confirmed.length > independentOrigins && <p>{words.originsCountedOnce}</p>}
    </>
  );
}

function OriginLine({ origin: { kind, title, publishers } }: { readonly origin: ReportedOrigin }) {
  const { words, told } = usePage();
  return (
    <li>
      <strong>{words.originKinds[kind]}</strong>
      {title !== null && (
        <>
          {': '}
          <bdi lang={told.lang}>{title}</bdi>
        </>
      )}
      {'. '}
      {words.toldBy}{' '}
      {publishers.map((publisher, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          <bdi lang={told.lang}>{publisher}</bdi>
        </Fragment>
      ))}
    </li>
  );
}
