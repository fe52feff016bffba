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

@Public()
@ApiExcludeController()
@Controller('log')
export class LogFilesController {
  constructor(@Inject(CONFIG) private readonly config: ApiConfig) {}

  /** The newest; it may be a second old. */
  @Get('checkpoint')
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, 'checkpoint', 'text/plain; charset=utf-8', 'public, max-age=1');
  }

  /** Hashes and entries never change; a partial tile that is gone has become a full one. */
  @Get('tile/*')
  async tile(@Param('*') path: string, @Res() reply: FastifyReply): Promise<void> {
    const immutable = `public, max-age=${YEAR_SECONDS}, immutable`;
    await this.answer(reply, nameOf(`tile/${path}`), 'application/octet-stream', immutable);
  }

  private async answer(
    reply: FastifyReply,
    path: string,
    contentType: string,
    cacheControl: string,
  ): Promise<void> {
    const folder = this.config.LOG_DIR;
    if (folder === undefined) throw new NotFoundException('This server does not serve the log.');
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
