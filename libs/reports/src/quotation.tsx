import type { ReactNode } from 'react';
import type { ReportedSource } from '#domain';
import { Day } from './day.tsx';
import { usePage } from './page-context.ts';

interface QuotationProps {
  readonly quote: string;
  readonly source: ReportedSource;
  readonly speaker?: string | null;
  /** What we add to the quote, as against what the source says. */
  readonly children?: ReactNode;
}

/**
 * A passage, word for word, and where it stands. The whole figure takes its direction from the quote, so that an Arabic
 * passage in an English report has its rule and its source on the right-hand side.
 */
export function Quotation({ quote, source, speaker = null, children }: QuotationProps) {
  const { words, told, langOf } = usePage();
  return (
    <figure className="quotation" dir="auto">
      <blockquote lang={langOf(source)}>
        <p>{quote}</p>
      </blockquote>
      <figcaption>
        {speaker && (
          <span className="speaker">
            {words.speaker} <bdi lang={told.lang}>{speaker}</bdi>
          </span>
        )}
        <SourceLine source={source} />
      </figcaption>
      {children}
    </figure>
  );
}

export function SourceLine({ source }: { readonly source: ReportedSource }) {
  const { words, told, langOf } = usePage();
  const { publisher, title, publishedAt } = source;
  return (
    <span className="source">
      <bdi className="publisher" lang={told.lang}>
        {publisher}
      </bdi>
      <cite lang={langOf(source)}>
        <bdi>{title}</bdi>
      </cite>
      <span>{publishedAt === null ? words.undated : <Day date={publishedAt} />}</span>
    </span>
  );
}
