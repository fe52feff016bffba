/** Invented stories in two or three short reports, with the figures that differ between them and those that only look so. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { extractClaims } from '#extraction';
import type { FigureOccurrence } from '../../libs/extraction/src/sheets/occurrence.ts';

/** The texts of two figures, of two reports. */
export type FigurePair = readonly [string, string];

export interface InventedStory {
  readonly name: string;
  readonly reports: readonly { readonly id: string; readonly publishedAt: string; readonly text: string }[];
  readonly differing: readonly FigurePair[];
  readonly lookAlikes: readonly FigurePair[];
}

/** "# name" begins a story, "== A 2024-03-05" a report; "!! 31 | 38" differ, "~~ 31 | 38" do not. */
export function inventedStories(file: 'read' | 'unread'): InventedStory[] {
  const text = readFileSync(path.resolve('bench/eval/sheets', `${file}.txt`), 'utf8');
  return text
    .split(/^# /mu)
    .slice(1)
    .map((story) => {
      const [name = '', ...lines] = story.split('\n');
      const rest = lines.join('\n');
      const pairs = (mark: string): FigurePair[] =>
        lines.flatMap((line): FigurePair[] => {
          const [one, other] = line.startsWith(mark) ? line.slice(mark.length).split(' | ') : [];
          return one !== undefined && other !== undefined ? [[one.trim(), other.trim()]] : [];
        });
      const reports = Array.from(
        rest.matchAll(/^== (\w+) (\S+)\n((?:(?!==|!!|~~).*\n?)*)/gmu),
        ([, id = '', publishedAt = '', report = '']) => ({ id, publishedAt, text: report.trim() }),
      );
      return { name, reports, differing: pairs('!!'), lookAlikes: pairs('~~') };
    });
}

/** The figures of the claims that the product finds in the reports. */
export const figuresOfStory = ({ reports }: InventedStory): FigureOccurrence[] =>
  reports.flatMap(({ id, publishedAt, text }) => {
    const characters = Array.from(text);
    const body = { start: 0, end: characters.length, label: 'body', score: 1 } as const;
    const { claims } = extractClaims({
      text,
      regions: [body],
      title: null,
      publisher: `Paper ${id}`,
      publishedAt,
      language: 'en',
    });
    return claims.flatMap(({ occurrences }, claim) =>
      occurrences.flatMap(({ passage: { start, end }, attribution: { chain }, figures }) =>
        figures.map((figure): FigureOccurrence => ({
          claimId: `${id} ${claim}`,
          documentId: id,
          publisher: `Paper ${id}`,
          publishedAt,
          figure,
          sentence: characters.slice(start, end).join(''),
          speaker: chain[0]?.role === 'outlet' ? null : (chain[0]?.name ?? null),
          quotes: [],
        })),
      ),
    );
  });
