/** A report as a whole HTML page: readable without script, the same bytes for the same content. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { RATINGS, type ReportContent } from '#domain';
import { Claim, Day, RatingMark } from './claim.tsx';
import { claimReviews } from './claim-review.ts';
import { directionOf } from './language.ts';
import { STYLE } from './style.ts';
import { wordsFor, type Words } from './words.ts';

/** `address` is where readers find it: it stands in the page and in its data. */
export function renderReport(content: ReportContent, address: string): string {
  const words = wordsFor(content.language);
  return page(
    { title: content.title, language: content.language, data: claimReviews(content, address) },
    <>
      <a className="skip" href="#report">
        {words.skipToContent}
      </a>
      <header>
        <p className="kind">{words.by(content.publishedBy)}</p>
        <h1 dir="auto">{content.title}</h1>
        <p className="meta">
          {words.publishedOn} <Day date={content.publishedAt} words={words} /> ·{' '}
          {words.version(content.version)}
        </p>
        {content.correction !== null && (
          <div className="correction" role="note">
            <strong>{words.correction}.</strong> {words.correctedOn(content.version)}
            <p dir="auto">{content.correction}</p>
          </div>
        )}
      </header>
      <main id="report">
        <p dir="auto">{content.summary}</p>
        <Contents content={content} words={words} />
        {content.claims.map((claim) => (
          <Claim key={claim.number} claim={claim} words={words} />
        ))}
        <Method content={content} address={address} words={words} />
      </main>
      <footer>
        <p>
          {words.address}: <a href={address}>{address}</a> · {words.version(content.version)}
        </p>
        <p>{words.nothingElse}</p>
      </footer>
    </>,
  );
}

function Contents({ content, words }: { content: ReportContent; words: Words }) {
  const counts = RATINGS.map((rating) => ({
    rating,
    count: content.claims.filter((claim) => claim.rating === rating).length,
  }));
  return (
    <nav aria-labelledby="contents">
      <h2 id="contents">{words.contents}</h2>
      <p>{words.tally(counts)}</p>
      <ol>
        {content.claims.map(({ number, text, rating }) => (
          <li key={number}>
            <RatingMark rating={rating} words={words} />{' '}
            <a href={`#claim-${number}`} dir="auto">
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Method({ content, address, words }: { content: ReportContent; address: string; words: Words }) {
  return (
    <section aria-labelledby="method">
      <h2 id="method">{words.method}</h2>
      {words.methodSteps.map((step) => (
        <p key={step}>{step}</p>
      ))}
      <dl>
        {RATINGS.flatMap((rating) => [
          <dt key={`${rating}-name`}>
            <RatingMark rating={rating} words={words} />
          </dt>,
          <dd key={rating}>{words.ratingInFull[rating]}</dd>,
        ])}
      </dl>
      <h2>{words.corrections}</h2>
      <p dir="auto">{content.correctionsPolicy}</p>
      <h2>{words.cite}</h2>
      <p dir="auto">
        {content.publishedBy}: {content.title}. {words.version(content.version)},{' '}
        <Day date={content.publishedAt} words={words} />. {address}
      </p>
      <p>
        {words.citeClaim} {address}#claim-1
      </p>
    </section>
  );
}

export interface Tombstone {
  readonly title: string;
  readonly reason: string;
  readonly language: string;
}

export function renderTombstone({ title, reason, language }: Tombstone): string {
  const words = wordsFor(language);
  return page(
    { title, language },
    <main>
      <p className="kind">{words.withdrawn}</p>
      <h1 dir="auto">{title}</h1>
      <p>{words.withdrawnMeans}</p>
      <h2>{words.withdrawnReason}</h2>
      <p dir="auto">{reason}</p>
      <p>{words.withdrawnRemains}</p>
    </main>,
  );
}

export function renderNotFound(): string {
  const words = wordsFor('en');
  return page(
    { title: words.notFound, language: 'en' },
    <main>
      <h1>{words.notFound}</h1>
      <p>{words.notFoundMeans}</p>
    </main>,
  );
}

interface Head {
  readonly title: string;
  readonly language: string;
  /** JSON-LD, escaped already. */
  readonly data?: string;
}

function page({ title, language, data }: Head, body: ReactNode): string {
  const html = (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        {data && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: data }} />}
      </head>
      <body>{body}</body>
    </html>
  );
  return `<!doctype html>\n${renderToStaticMarkup(html)}\n`;
}
