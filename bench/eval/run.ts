/**
 * npm run eval [-- NAME …] [--json]: runs every *.eval file beside this one, or the named ones, and prints their figures.
 * Ends with 1 when a wanted figure is missed or an evaluation fails. An evaluation whose data are not there is left out,
 * and named.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Evaluation, Measured } from './evaluation.ts';
import { missingDataOf, SEEDS_DIR } from './data-folders.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});

interface Outcome {
  readonly name: string;
  readonly measured: readonly Measured[];
  readonly leftOut: string | null;
  readonly failure: string | null;
}

const outcomes: Outcome[] = [];
for (const evaluation of await evaluations(positionals)) {
  process.stderr.write(`${evaluation.name} …\n`);
  outcomes.push(await outcomeOf(evaluation));
}
process.stdout.write(values.json ? asJson(outcomes) : asTable(outcomes));
if (outcomes.some(({ measured, failure }) => failure !== null || !measured.every(reached)))
  process.exitCode = 1;

/** In the order of their files' names; all of them when none is named. */
async function evaluations(names: readonly string[]): Promise<Evaluation[]> {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(folder).filter((name) => /\.eval\.[jt]s$/.test(name));
  const found: Evaluation[] = [];
  for (const file of files.toSorted()) {
    // What a dynamic import gives has no type; every *.eval file exports `evaluation: Evaluation`.
    const { evaluation } = (await import(path.join(folder, file))) as { evaluation: Evaluation };
    found.push(evaluation);
  }
  const unknown = names.filter((name) => !found.some((evaluation) => evaluation.name === name));
  if (unknown.length)
    throw new Error(
      `No evaluation ${unknown.join(', ')}: there are ${found.map(({ name }) => name).join(', ')}.`,
    );
  return names.length ? found.filter(({ name }) => names.includes(name)) : found;
}

async function outcomeOf(evaluation: Evaluation): Promise<Outcome> {
  const { name } = evaluation;
  try {
    return { name, measured: await evaluation.run(), leftOut: null, failure: null };
  } catch (error) {
    const missing = missingDataOf(error);
    if (missing !== null) return { name, measured: [], leftOut: missing, failure: null };
    return {
      name,
      measured: [],
      leftOut: null,
      failure: error instanceof Error ? (error.stack ?? '') : String(error),
    };
  }
}

function reached({ figure, wanted }: Measured): boolean {
  if (wanted === null) return true;
  return 'atLeast' in wanted ? figure >= wanted.atLeast : figure <= wanted.atMost;
}

function asJson(all: readonly Outcome[]): string {
  const measured = all.flatMap((outcome) =>
    outcome.measured.map((one) => ({ evaluation: outcome.name, ...one, reached: reached(one) })),
  );
  const leftOut = all.flatMap((one) =>
    one.leftOut === null ? [] : [{ evaluation: one.name, missing: one.leftOut }],
  );
  const failed = all.flatMap((one) =>
    one.failure === null ? [] : [{ evaluation: one.name, error: one.failure }],
  );
  return `${JSON.stringify({ measured, leftOut, failed }, null, 2)}\n`;
}

function asTable(all: readonly Outcome[]): string {
  const rows = all.flatMap(({ measured }) => measured.map(rowOf));
  const table = [['item', 'data set', 'figure', 'wanted', 'ok', 'counts'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  for (const { name, leftOut } of all)
    if (leftOut !== null) lines.push(`left out: ${name}, because ${leftOut} is not there`);
  for (const { name, failure } of all) if (failure !== null) lines.push(`failed: ${name}: ${failure}`);
  if (all.some(({ leftOut }) => leftOut !== null))
    lines.push(
      `Set DATA_DIR to the folder with the data sets and SEEDS_DIR (${SEEDS_DIR}) to the seed texts.`,
    );
  return `${lines.join('\n')}\n`;
}

function rowOf(one: Measured): string[] {
  const { item, dataSet, figure, wanted, counts = '' } = one;
  const limit = wanted === null ? '' : 'atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
  const mark = wanted === null ? '' : reached(one) ? 'ok' : 'MISSED';
  return [item, dataSet, Number.isInteger(figure) ? String(figure) : figure.toFixed(3), limit, mark, counts];
}
