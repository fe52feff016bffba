export * from './archive/archive.ts';
export * from './archive/open-archive.ts';
export * from './archive/warc.ts';
export * from './fetching/connection.ts';
export * from './fetching/fetch-document.ts';
export * from './fetching/public-address.ts';
export * from './fetching/refusals.ts';
export { readInChild } from './reading/read-in-child.ts';
export { readDocument } from './reading/read-document.ts';
export {
  READING_LIMITS,
  type Line,
  type PartialReason,
  type Reading,
  type ReadingLimits,
  type ReadingOptions,
  type Refusal,
} from './reading/reading.ts';
