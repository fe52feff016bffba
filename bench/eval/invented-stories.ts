/** Invented stories in two or three short reports, with the figures that differ between them and those that only look so. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { extractClaims } from '#extraction';
import type { ClaimToMatch } from '../../libs/extraction/src/matching/match-claims.ts';
import { figuresOfClaim } from '../../libs/extraction/src/matching/shared-measures.ts';
import type { FigureOccurrence } from '../../libs/extraction/src/sheets/occurrence.ts';

/** The texts of two figures, of two reports. */
export type FigurePair = readonly [string, string];

export interface InventedStory {
  readonly name: string;
  readonly reports: readonly { readonly id: string; readonly publishedAt: string; readonly text: string }[];
  readonly differing: readonly FigurePair[];
  readonly lookAlikes: readonly FigurePair[];
}

/**
 * Nobody who made the rules has read those under `unread`; `others` gives many figures in each report and none in common.
 * In the file "# name" begins a story and "== A 2024-03-05" a report; "!! 31 | 38" differ, "~~ 31 | 38" do not.
 */
export function inventedStories(file: 'read' | 'unread' | 'others'): InventedStory[] {
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

/** The claims that the product finds in the reports, one for each place where they stand. */
export const claimsOfStory = ({ reports }: InventedStory): ClaimToMatch[] =>
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
    return claims.flatMap(({ occurrences, ...claim }, index) =>
      occurrences.map(({ passage: { start, end }, attribution: { chain }, figures }): ClaimToMatch => ({
        id: `${id} ${index}`,
        text: claim.text,
        exact: characters.slice(start, end).join(''),
        documentId: id,
        publishedAt,
        speaker: chain[0]?.role === 'outlet' ? null : (chain[0]?.name ?? null),
        figures,
      })),
    );
  });

/** The figures of those claims. */
export const figuresOfStory = (story: InventedStory): FigureOccurrence[] =>
  claimsOfStory(story).flatMap(figuresOfClaim);
