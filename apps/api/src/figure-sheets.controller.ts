import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { proposals } from '#contract';
import { inWorkspace } from '#database';
import {
  attributionVariants,
  byStory,
  dateSheets,
  figureSheets,
  quotationVariants,
  quotationsIn,
} from '#extraction';
import { readOccurrenceFigures } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { figuresOf } from './figure-conflict.ts';

@ApiTags('claims')
@Controller('api/v1/figure-sheets')
export class FigureSheetsController {
  constructor(private readonly db: DataSource) {}

  /** The figures, dates and quotations that the documents of a story give of the same thing, side by side. */
  @Get()
  @Answers(proposals.FigureSheets)
  async sheets(
    @CurrentActor() actor: Person,
    @Query({ schema: proposals.SheetsQuery }) { claimId }: proposals.SheetsQuery,
  ) {
    const occurrences = await inWorkspace(this.db, actor.workspaceId, (tx) =>
      readOccurrenceFigures(tx, actor, claimId ? [claimId] : null),
    );
    const stories = byStory(occurrences);
    const figures = stories.map((story) => story.flatMap(figuresOf));
    const quoted = stories.map((story) =>
      story.flatMap((one) => quotationsIn(one.exact).map((text) => ({ ...one, text }))),
    );
    return {
      figures: figures.flatMap(figureSheets).filter(ofSeveral),
      dates: figures.flatMap(dateSheets).filter(ofSeveral),
      quotations: quoted.flatMap(quotationVariants),
      attributions: figures.flatMap(attributionVariants),
    };
  }
}

/** A document agrees with itself. */
const ofSeveral = ({ rows }: { rows: readonly { documentId: string }[] }): boolean =>
  new Set(rows.map(({ documentId }) => documentId)).size > 1;
