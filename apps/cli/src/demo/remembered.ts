/** Where the demo runs, or ran last: later runs and other commands find it again by this file. */
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from '#domain';
import { dataDir, readJson, writeJson } from '../data-dir.ts';

/** What the demo remembers between runs. Its tokens are worth something: the file is readable by its owner only. */
const Remembered = z.object({
  address: z.string(),
  workspaceId: z.string(),
  people: z.record(
    z.string(),
    z.object({ id: z.string(), token: z.string(), role: z.enum(ROLES), name: z.string() }),
  ),
  desks: z.record(z.string(), z.string()),
  origins: z.record(z.string(), z.string()),
});
export type Sample = z.infer<typeof Remembered>;

const file = () => join(dataDir(), 'demo.json');

/** The running, or last, sample: where it answers and with which tokens. */
export const rememberedSample = (): Sample | null => readJson(file(), Remembered);
export const rememberSample = (sample: Sample): Sample => writeJson(file(), sample);
