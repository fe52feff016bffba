/** What the support of a claim rests on, as readers are told: named as the desk has said that readers may know it. */
import { ERASED } from './erased-words.ts';
import type { SourceOrigins } from './origins.ts';
import type { Origin, OriginKind } from './workspace.ts';

export type ReportedOrigin = {
  /** `unconfirmed`: nobody has confirmed yet what these sources rest on. */
  readonly kind: OriginKind | 'unconfirmed';
  /** Null: the desk has not said what readers may be told, or what it said was erased. */
  readonly title: string | null;
  /** Of the supporting sources that rest on it, each once. */
  readonly publishers: readonly string[];
};

interface Source {
  readonly publisher: string;
  readonly origins: SourceOrigins;
}

/**
 * Everything that these sources rest on, in the order in which it was registered, and last what is unconfirmed. There
 * may be more of it than independent origins: a source may rest on several, or be suspected to share one.
 */
export function reportedOrigins(sources: readonly Source[], registered: readonly Origin[]): ReportedOrigin[] {
  const confirmed = registered.map(({ id, kind, publicTitle }) => ({
    kind,
    title: publicTitle === ERASED ? null : publicTitle,
    publishers: publishersOf(sources.filter(({ origins }) => origins.originIds.includes(id))),
  }));
  const unconfirmed = {
    kind: 'unconfirmed' as const,
    title: null,
    publishers: publishersOf(sources.filter(({ origins }) => origins.originIds.length === 0)),
  };
  return [...confirmed, unconfirmed].filter(({ publishers }) => publishers.length > 0);
}

const publishersOf = (sources: readonly Source[]): string[] => [
  ...new Set(sources.map(({ publisher }) => publisher)),
];
