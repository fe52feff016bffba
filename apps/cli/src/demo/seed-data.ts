/** The sample data of seeds/, read and checked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { requests } from '#contract';
import { ORIGIN_KINDS, RATINGS, ROLES, STANCES } from '#domain';
import { CHECKOUT } from '../checkout.ts';

const Workspace = z.object({
  workspace: z.object({ slug: z.string(), name: z.string(), correctionsPolicy: z.string() }),
  people: z.array(
    z.object({
      handle: z.string(),
      name: z.string(),
      roles: z.array(z.enum(ROLES)).min(1),
      languages: z.array(z.string()),
    }),
  ),
  desks: z.array(requests.NewDesk.extend({ members: z.array(z.string()) })),
  origins: z.array(
    z.object({ slug: z.string(), title: z.string(), kind: z.enum(ORIGIN_KINDS), note: z.string() }),
  ),
  protectedPersons: z.array(z.object({ label: z.string(), names: z.array(z.string()) })),
});

const Evidence = z.union([
  z.object({
    brief: z.string(),
    quote: z.string(),
    stance: z.enum(STANCES),
    denial: z.boolean().default(false),
    answer: z.string().nullable().default(null),
  }),
  z.object({ search: z.object({ where: z.string(), query: z.string(), result: z.string() }) }),
]);
const Judgement = z.object({ rating: z.enum(RATINGS), rationale: z.string(), evidence: z.array(Evidence) });
const Target = z.object({ brief: z.string(), contains: z.string() });

const Decisions = z.object({
  decisions: z.array(
    z.object({
      claim: Target,
      desk: z.string(),
      priority: z.int(),
      verdicts: z.array(Judgement).min(1),
      adjudication: Judgement.optional(),
    }),
  ),
  declined: z.array(z.object({ claim: Target, reason: z.string() })),
  report: z.object({ title: z.string(), slug: z.string(), summary: z.string() }),
});

export type SeedJudgement = z.infer<typeof Judgement>;
export type SeedDecision = z.infer<typeof Decisions>['decisions'][number];

const FrontMatter = z.object({
  id: z.string(),
  title: z.string(),
  publisher: z.string(),
  publishedAt: z.union([z.string(), z.date()]).transform((value) => String(value).slice(0, 10)),
  language: z.string(),
  rests_on: z.array(z.string()).min(1),
});
export type Brief = z.infer<typeof FrontMatter> & { readonly text: string };

const read = (path: string) => readFileSync(join(CHECKOUT, 'seeds', path), 'utf8');

export interface SeedData extends z.infer<typeof Workspace>, z.infer<typeof Decisions> {
  readonly briefs: readonly Brief[];
}

export const readSeeds = (): SeedData => ({
  ...Workspace.parse(parse(read('workspace.yaml'))),
  ...Decisions.parse(parse(read('decisions.yaml'))),
  briefs: readdirSync(join(CHECKOUT, 'seeds/briefs')).sort().map(readBrief),
});

function readBrief(file: string): Brief {
  const [, front = '', text = ''] = /^---\n(.*?)\n---\n+(.*)$/s.exec(read(`briefs/${file}`)) ?? [];
  return { ...FrontMatter.parse(parse(front)), text };
}
