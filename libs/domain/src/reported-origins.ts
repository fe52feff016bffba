/** What the support of a claim rests on, as readers are told: named as far as the name gives nobody away. */
import type { SourceOrigins } from './origins.ts';
import type { Origin, OriginKind } from './workspace.ts';

export type ReportedOrigin = {
  /** `unconfirmed`: nobody has confirmed yet what these sources rest on. */
  readonly kind: OriginKind | 'unconfirmed';
  /** Null: readers are not told by which name the workspace knows it. */
  readonly title: string | null;
  /** Of the supporting sources that rest on it, each once. */
  readonly publishers: readonly string[];
};

/** What a witness is called may say who they are. Of what is `other`, nobody has said that it is no person. */
const HAS_TITLE: Record<OriginKind, boolean> = {
  leak: true,
  'official-statement': true,
  research: true,
  witness: false,
  wire: true,
  other: false,
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
  const confirmed = registered.map(({ id, kind, title }) => ({
    kind,
    title: HAS_TITLE[kind] ? title : null,
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
