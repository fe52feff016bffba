import { newStream } from '#transparency-log';

/** Where an aggregate's stream stands; kept in its first row. */
export interface Head {
  readonly stream: string;
  readonly seq: number;
  readonly hash: Buffer;
}

export const newHead = (): Head => ({ stream: newStream(), seq: 0, hash: Buffer.alloc(0) });
