/** The tree as the sequencer stored it. Whoever hands on what it gives must check it against a signed root. */
import type { EntityManager } from 'typeorm';
import { tilePath, type ReadTile } from '#transparency-log';

/** Reads tiles in the transaction, one after the other: it is one connection. They are as wide as they have grown. */
export function storedTiles(tx: EntityManager): ReadTile {
  let last: Promise<unknown> = Promise.resolve();
  return ({ level, index, width }) => {
    const tile = last.then(async () => {
      const [row]: { data: Buffer }[] = await tx.query(
        'select data from audit.tile where level = $1 and idx = $2 and width >= $3',
        [level, index, width],
      );
      if (!row) throw new Error(`the log has lost ${tilePath({ level, index, width })}`);
      return row.data;
    });
    last = tile.catch(() => undefined);
    return tile;
  };
}
