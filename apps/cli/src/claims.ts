/** Listing claims, and adding those that a person found. */
import { Option, type Command } from 'commander';
import type { Outcome, requests, responses } from '#contract';
import type { z } from 'zod';
import { CLAIM_STATUSES, CLAIM_TYPES } from '#domain';
import type { Client } from './client.ts';
import { anId } from './values.ts';

type NewClaim = z.input<typeof requests.NewClaim>;

interface Found {
  readonly passage: string;
  readonly text?: string;
  readonly speaker?: string;
  readonly type?: NewClaim['claimType'];
  readonly json: boolean;
}

export function addClaimCommands(program: Command, client: (role: string) => Client): void {
  const claims = program.command('claims').description('work with claims');

  claims
    .command('list')
    .addOption(new Option('--status <status>', 'only those of this status').choices(CLAIM_STATUSES))
    .option('--json', 'print them as JSON, one array', false)
    .action(async ({ status, json }: { status?: string; json: boolean }) => {
      type Summary = z.infer<typeof responses.ClaimSummary>;
      const filter = status ? `?status=${encodeURIComponent(status)}` : '';
      const found = await client('editor').all<Summary>(`/claims${filter}`);
      if (json) console.log(JSON.stringify(found, null, 2));
      else
        for (const { id, status, rating, text } of found)
          console.log(`${id}  ${(rating ?? status).padEnd(11)} ${text}`);
    });

  claims
    .command('add')
    .argument('<document>', 'the document’s id', anId)
    .description('propose a claim that you found yourself, in a text of any language')
    .requiredOption('--passage <words>', 'where it is made, word for word')
    .option('--text <words>', 'a wording that stands alone, if the passage is none')
    .option('--speaker <words>', 'who says it, if it is not the outlet')
    .addOption(new Option('--type <type>', 'what kind of claim it is').choices(CLAIM_TYPES))
    .option('--json', 'print the outcome as JSON', false)
    .action(async (documentId: string, { passage, text, speaker, type, json }: Found) => {
      const claim: NewClaim = { documentId, exact: passage, text, speaker, claimType: type };
      const outcome = await client('editor').post<z.infer<typeof Outcome>>('/claims', claim);
      console.log(json ? JSON.stringify(outcome) : `Claim ${outcome.id} is proposed.`);
    });
}
