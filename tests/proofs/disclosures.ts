import { fromUtf8, parseDisclosures, parseLeaf, parseProofBundle, parseTlogProof } from '#transparency-log';

/** What a proof says beside the bare entries. */
export function disclosuresIn(bytes: Uint8Array): { type: string; names: string[]; said: string }[] {
  return parseProofBundle(bytes).items.flatMap(({ leaf, proof }) => {
    const { extra } = parseTlogProof(proof);
    if (!extra) return [];
    const fields = parseDisclosures(extra);
    return [{ type: parseLeaf(leaf).type, names: fields.map(([, name]) => name), said: fromUtf8(extra) }];
  });
}
