/** The published log, as the sealer wrote it: c2sp.org/tlog-tiles. Everybody may read it; there is nothing else to know. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ApiConfig } from '#config';
import { failedWith } from '#durable-files';
import { Malformed, parseTilePath, tilePath } from '#transparency-log';
import { Public } from './authentication.ts';
import { CONFIG } from './tokens.ts';

const YEAR_SECONDS = 31_536_000;
const IMMUTABLE = `public, max-age=${YEAR_SECONDS}, immutable`;

@Public()
@ApiExcludeController()
@Controller('log')
export class LogFilesController {
  constructor(@Inject(CONFIG) private readonly config: ApiConfig) {}

  /** The newest; it may be a second old. */
  @Get('checkpoint')
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    await this.answer(
      reply,
      this.config.LOG_DIR,
      'checkpoint',
      'text/plain; charset=utf-8',
      'public, max-age=1',
    );
  }

  /** Hashes and entries never change; a partial tile that is gone has become a full one. */
  @Get('tile/*')
  async tile(@Param('*') path: string, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(
      reply,
      this.config.LOG_DIR,
      nameOf(`tile/${path}`),
      'application/octet-stream',
      IMMUTABLE,
    );
  }

  /** A log that has ended stays readable: proofs are checked against it. */
  @Get('ended/:name/checkpoint')
  async endedCheckpoint(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(
      reply,
      this.ended(name),
      'checkpoint',
      'text/plain; charset=utf-8',
      'public, max-age=3600',
    );
  }

  @Get('ended/:name/tile/*')
  async endedTile(
    @Param('name') name: string,
    @Param('*') path: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(reply, this.ended(name), nameOf(`tile/${path}`), 'application/octet-stream', IMMUTABLE);
  }

  private ended(name: string): string | undefined {
    const folder = this.config.ENDED_LOGS_DIR;
    return folder !== undefined && /^[a-z0-9][a-z0-9-]{0,62}$/.test(name) ? join(folder, name) : undefined;
  }

  private async answer(
    reply: FastifyReply,
    folder: string | undefined,
    path: string,
    contentType: string,
    cacheControl: string,
  ): Promise<void> {
    if (folder === undefined) throw new NotFoundException('This server does not serve this log.');
    const file = await readFile(join(folder, path)).catch((error: unknown) => {
      if (failedWith(error, 'ENOENT')) throw new NotFoundException('The log has no such file.');
      throw error;
    });
    await reply
      .headers({
        'content-type': contentType,
        'cache-control': cacheControl,
        // Verifiers run on other sites' pages, too.
        'access-control-allow-origin': '*',
      })
      .send(file);
  }
}

/** Exactly the paths the log writes: nothing else can be asked of the disk. */
function nameOf(path: string): string {
  try {
    return tilePath(parseTilePath(path));
  } catch (error) {
    if (error instanceof Malformed) throw new NotFoundException('The log has no such file.');
    throw error;
  }
}
