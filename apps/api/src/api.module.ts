import {
  Module,
  StandardSchemaSerializerInterceptor,
  StandardSchemaValidationPipe,
  type DynamicModule,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import type { Archive } from '#intake';
import { AliasOpeningsController } from './alias-openings.controller.ts';
import { AssignmentsController } from './assignments.controller.ts';
import { AuthenticationGuard } from './authentication.ts';
import { ChallengesController } from './challenges.controller.ts';
import { ClaimsController } from './claims.controller.ts';
import { DesksController } from './desks.controller.ts';
import { DocumentsController } from './documents.controller.ts';
import { EditionTagInterceptor } from './edition-tag.ts';
import { ErasuresController } from './erasures.controller.ts';
import { EventHub } from './event-hub.ts';
import { EventsController } from './events.controller.ts';
import { FigureSheetsController } from './figure-sheets.controller.ts';
import { FindingsController } from './findings.controller.ts';
import { IntakesController } from './intakes.controller.ts';
import { KnownQueryGuard } from './known-query.ts';
import { LogFilesController } from './log-files.controller.ts';
import { DeadLettersController, MailController, WebhooksController } from './notices.controller.ts';
import { OriginsController } from './origins.controller.ts';
import { PeopleController } from './people.controller.ts';
import { Malformed, ProblemsFilter } from './problems.filter.ts';
import { DependencesController, MatchesController } from './proposals.controller.ts';
import { PublicChallengesController } from './public-challenges.controller.ts';
import { PublicController } from './public.controller.ts';
import { ProofsController } from './proofs.controller.ts';
import { ReportsController } from './reports.controller.ts';
import { RereviewsController } from './rereviews.controller.ts';
import { LogController, RunningController } from './running.controller.ts';
import { ThreadsController } from './threads.controller.ts';
import { TurnsController } from './turns.controller.ts';
import { ARCHIVE, CONFIG, METRICS } from './tokens.ts';

export interface ApiParts {
  readonly config: ApiConfig;
  readonly db: DataSource;
  readonly archive: Archive;
  readonly log: Logger;
  readonly metrics: Registry;
}

@Module({})
export class ApiModule {
  static with({ config, db, archive, log, metrics }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        ClaimsController,
        AssignmentsController,
        DesksController,
        DocumentsController,
        IntakesController,
        MatchesController,
        DependencesController,
        EventsController,
        FigureSheetsController,
        FindingsController,
        OriginsController,
        PeopleController,
        ReportsController,
        RereviewsController,
        ChallengesController,
        PublicChallengesController,
        ThreadsController,
        TurnsController,
        WebhooksController,
        MailController,
        DeadLettersController,
        AliasOpeningsController,
        ErasuresController,
        LogController,
        LogFilesController,
        PublicController,
        ProofsController,
        RunningController,
      ],
      providers: [
        { provide: DataSource, useValue: db },
        {
          provide: EventHub,
          useValue: new EventHub(db, (error) => log.warn({ err: error }, 'events could not be read')),
        },
        { provide: CONFIG, useValue: config },
        { provide: ARCHIVE, useValue: archive },
        { provide: METRICS, useValue: metrics },
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: KnownQueryGuard },
        { provide: APP_PIPE, useValue: new StandardSchemaValidationPipe({ exceptionFactory: malformed }) },
        { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EditionTagInterceptor },
        { provide: APP_FILTER, useValue: new ProblemsFilter(log) },
      ],
    };
  }
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const ERRORS_MAX = 20;

const malformed = (issues: readonly Issue[]) =>
  new Malformed(
    issues.slice(0, ERRORS_MAX).map(({ path, message }) => ({
      path: (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message,
    })),
  );
