/** What options and arguments may be. What is none of it is a call that was not understood: commander says what is allowed. */
import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { Id, Language, SentDay } from '#contract';

/** From `least` to `most`, both allowed. */
export const wholeNumber = (least: number, most: number) => (said: string) => {
  const number = /^\d{1,9}$/.test(said) ? Number(said) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
};

export const anId = valueOf(
  Id,
  'It is an id like 6f1a4c3e-5b7d-4e21-9a80-3c2d1b0f9e8a, as lists and answers give it.',
);
export const aDay = valueOf(SentDay, 'It is a day like 2026-03-31.');
export const aLanguage = valueOf(Language, 'It is a BCP 47 language tag like en or pt-BR.');

const NAME_MAX = 200;

export const aName = (said: string): string => {
  if (said.trim() && said.length <= NAME_MAX) return said;
  throw new InvalidArgumentError(`It is a name of 1 to ${NAME_MAX} characters.`);
};

export const aLeafHash = (said: string): string => {
  if (/^[0-9a-f]{64}$/.test(said)) return said;
  throw new InvalidArgumentError(
    'It is a leaf hash: 64 digits and letters from a to f, as the log’s entries have it.',
  );
};

function valueOf(contract: z.ZodType<string>, what: string) {
  return (said: string): string => {
    const value = contract.safeParse(said);
    if (value.success) return value.data;
    throw new InvalidArgumentError(what);
  };
}
