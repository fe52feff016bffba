/**
 * Attributions in American political news as people marked them: PolNeAR v1 (Newell, Margolin, Ruths, LREC 2018,
 * https://github.com/networkdynamics/PolNeAR). The texts are not part of the project: they lie in DATA_DIR/polnear.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Span } from '../../libs/extraction/src/code-points.ts';
import { DATA_DIR } from './data-folders.ts';

/** Spans are UTF-16 units of the text; a source is null where the article does not say who it is. */
export interface MarkedAttribution {
  readonly source: Span | null;
  readonly cue: Span | null;
  readonly content: readonly Span[];
}

export interface MarkedArticle {
  readonly name: string;
  readonly text: string;
  readonly attributions: readonly MarkedAttribution[];
}

/** `train` may be read to learn from; `dev` is measured alone, and `test` is left for a last look. */
export function markedArticles(part: 'train' | 'dev' | 'test'): MarkedArticle[] {
  const folder = path.join(DATA_DIR, 'polnear/data', part);
  // Some were marked by several people: the first alone, so that no article counts twice.
  const marks = new Map<string, string>();
  for (const file of readdirSync(path.join(folder, 'attributions')).toSorted()) {
    const name = file.replace(/_[0-9a-f]{4}\.ann$/, '');
    if (!marks.has(name)) marks.set(name, file);
  }
  return [...marks].map(([name, file]) => ({
    name,
    text: readFileSync(path.join(folder, 'text', `${name}.txt`), 'utf8'),
    attributions: attributionsIn(readFileSync(path.join(folder, 'attributions', file), 'utf8')),
  }));
}

/** brat's standoff form: "T3	Content 393 432;433 479	…" and "E1	Attribution:T4 Source:T3 Content:T2 Cue:T1". */
function attributionsIn(annotation: string): MarkedAttribution[] {
  const spans = new Map<string, Span[]>();
  const found: MarkedAttribution[] = [];
  const lines = annotation.split('\n').map((line) => line.split('\t'));
  for (const [id = '', place = ''] of lines)
    if (id.startsWith('T')) spans.set(id, spansOf(place.replace(/^\S+ /, '')));
  for (const [id = '', parts = ''] of lines) {
    if (!id.startsWith('E')) continue;
    const named = (role: RegExp): Span[] =>
      parts.split(' ').flatMap((part) => {
        const [name = '', at = ''] = part.split(':');
        return role.test(name) ? (spans.get(at) ?? []) : [];
      });
    found.push({
      source: named(/^Source/)[0] ?? null,
      cue: named(/^Cue/)[0] ?? null,
      content: named(/^Content/),
    });
  }
  return found;
}

const spansOf = (list: string): Span[] =>
  list.split(';').map((pair) => {
    const [start = 0, end = 0] = pair.split(' ').map(Number);
    return { start, end };
  });
