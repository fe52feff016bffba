/** The pages of the article extraction benchmark (scrapinghub, MIT; development half), read as the product reads them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Line } from '../../libs/extraction/src/regions/line-features.ts';
import { readHtml } from '../../libs/intake/src/reading/html.ts';
import { DATA_DIR } from './data-folders.ts';

export interface BodyLine extends Line {
  /** Whether the true article body has this line. */
  readonly inBody: boolean;
}

export interface ArticlePage {
  readonly id: string;
  /** Pages of one site look alike: a fold holds all of them or none. */
  readonly site: string;
  readonly articleBody: string;
  readonly lines: readonly BodyLine[];
}

const truthFile = z.record(z.string(), z.object({ url: z.url(), articleBody: z.string() }));

export function articlePages(): ArticlePage[] {
  const folder = path.join(DATA_DIR, 'article-extraction-benchmark');
  const truth = truthFile.parse(JSON.parse(readFileSync(path.join(folder, 'ground-truth.json'), 'utf8')));
  return Object.entries(truth).map(([id, { url, articleBody }]) => {
    const reading = readHtml(gunzipSync(readFileSync(path.join(folder, 'html', `${id}.html.gz`))));
    const inBody = lineJudge(articleBody);
    const lines = reading.kind === 'read' ? reading.lines : [];
    return {
      id,
      site: new URL(url).hostname.split('.').slice(-2).join('.'),
      articleBody,
      lines: lines.map(({ text, hint }) => ({ text, hint, inBody: inBody(text) })),
    };
  });
}

const RUN = 4;
/** The page and its truth were not cut from the markup by the same program, so a run here and there differs. */
const SHARED_RUNS = 0.6;

/** A line is body if most of its runs of four words are; a shorter one must stand in the body as a line of its own. */
function lineJudge(body: string): (line: string) => boolean {
  const known = new Set(runsOf(body));
  const bodyLines = new Set(body.split('\n').map((line) => line.trim()));
  return (line) => {
    const runs = runsOf(line);
    if (runs.length === 0) return /[\p{L}\p{N}]/u.test(line) && bodyLines.has(line.trim());
    return runs.filter((run) => known.has(run)).length / runs.length >= SHARED_RUNS;
  };
}

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(RUN - 1).map((_, i) => words.slice(i, i + RUN).join(' '));
}

/** As the benchmark's own script cuts them. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];
