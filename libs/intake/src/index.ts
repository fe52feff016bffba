export { ArchiveDamaged, sha256Of, type Archive, type Stored } from './archive/archive.ts';
export { openArchive, type ArchiveSettings, type S3Settings } from './archive/open-archive.ts';
export type { Network } from './fetching/connection.ts';
export {
  FETCH_LIMITS,
  fetchDocument,
  type FetchedDocument,
  type FetchLimits,
  type FetchOptions,
} from './fetching/fetch-document.ts';
export { whyNoAddress } from './fetching/page-url.ts';
export { postJson, type Answered } from './fetching/post-json.ts';
export { isPublicAddress } from './fetching/public-address.ts';
export type { FetchRefusal, FetchRefusalCode } from './fetching/refusals.ts';
export { decodeText, unreadableCharacters } from './reading/decode-text.ts';
export { readInChild } from './reading/read-in-child.ts';
export { readDocument } from './reading/read-document.ts';
export {
  READING_LIMITS,
  refuseTooLong,
  type Line,
  type PartialReason,
  type Reading,
  type ReadingLimits,
  type ReadingOptions,
  type Refusal,
} from './reading/reading.ts';
