import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { Problem } from '#contract';

/** What a route answers: its status, its shape in OpenAPI, and the serializer that lets nothing else out. */
export const Answers = (schema: z.ZodType, status = 200) =>
  applyDecorators(
    HttpCode(status),
    ApiResponse({ status, standardSchema: schema, description: 'As asked.' }),
    ApiResponse({
      status: 'default',
      standardSchema: Problem,
      description: 'Refused, or failed: a problem document.',
    }),
    SerializeOptions({ schema }),
  );
