/** What readers get of a report, by its address. A name that was protected since is looked for when it is asked for. */
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { exposedNames, namesTakenOut, redact, wordsOfReport, type ReportContent } from '#domain';
import { readProtectedPersons } from './protected-persons-view.ts';

interface ShownVersion {
  readonly version: number;
  /** There is a proof of it. */
  readonly proven: boolean;
  readonly pageSha256: string;
  /** Empty when something in it was erased. */
  readonly page: string;
}

interface Told {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
}

/** Its newest version that readers see, or saw until it was withdrawn. */
export type PublicReport = Told & Omit<ShownVersion, 'page' | 'pageSha256'> & (Standing | Withdrawn);
type Standing = { readonly status: 'published' } & Pick<ShownVersion, 'page' | 'pageSha256'>;
interface Withdrawn {
  readonly status: 'withdrawn';
  readonly reason: string;
  /** A protected name stands in the address itself. */
  readonly addressNames: boolean;
}

interface ReportRow extends Told, ShownVersion {
  readonly workspaceId: string;
  readonly withdrawnReason: string | null;
}

/** Of a report that was withdrawn, title and reason as they may be read today. Null: nothing is here. */
export async function readPublicReport(db: DataSource, slug: string): Promise<PublicReport | null> {
  const [found]: ReportRow[] = await db.query(
    `select workspace_id as "workspaceId", version, title, language, withdrawn_reason as "withdrawnReason",
            page_sha256 as "pageSha256", page, proven
       from app.public_report($1)`,
    [slug],
  );
  if (!found) return null;
  const { workspaceId, withdrawnReason, title, language, version, proven, page, pageSha256 } = found;
  if (withdrawnReason === null)
    return { status: 'published', title, language, version, proven, page, pageSha256 };
  const persons = await inWorkspace(db, workspaceId, (tx) => readProtectedPersons(tx, workspaceId));
  // A text stays a text.
  const shown = (text: string) => redact(text, persons) as string;
  return {
    status: 'withdrawn',
    title: shown(title),
    reason: shown(withdrawnReason),
    addressNames: exposedNames(slug, persons).length > 0,
    language,
    version,
    proven,
  };
}

/** A version of a report that is not withdrawn: its page, or which version readers see instead. */
export type PublicVersion =
  | ({ readonly status: 'published' } & Pick<ShownVersion, 'page' | 'pageSha256'>)
  | ({ readonly status: 'withheld'; readonly newest: number } & Told &
      Pick<ShownVersion, 'version' | 'proven'>);

interface VersionRow extends Omit<ShownVersion, 'version'> {
  readonly workspaceId: string;
  readonly newest: number;
  /** Of this version and of the newest; null where they are one. */
  readonly content: ReportContent | null;
  readonly newestContent: ReportContent | null;
}

/**
 * An older version is withheld while a protected name stands in it that readers of the newest are not shown. The newest is
 * shown whatever stands in it: publishers are told, and correct or withdraw it. Null: there is no page to show.
 */
export async function readPublicVersion(
  db: DataSource,
  slug: string,
  version: number,
): Promise<PublicVersion | null> {
  const [found]: VersionRow[] = await db.query(
    `select workspace_id as "workspaceId", page_sha256 as "pageSha256", page, proven, content, newest,
            newest_content as "newestContent"
       from app.public_report_version($1, $2)`,
    [slug, version],
  );
  if (!found?.page) return null;
  const { workspaceId, page, pageSha256, proven, content, newest, newestContent } = found;
  if (content && newestContent) {
    const persons = await inWorkspace(db, workspaceId, (tx) => readProtectedPersons(tx, workspaceId));
    const { title, language } = newestContent;
    if (namesTakenOut(wordsOfReport(content), wordsOfReport(newestContent), persons).length)
      return { status: 'withheld', version, newest, proven, title, language };
  }
  return { status: 'published', page, pageSha256 };
}
