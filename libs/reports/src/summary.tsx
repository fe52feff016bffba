import type { ReportContent } from '#domain';
import { usePage } from './page-context.ts';

export function Summary({ content }: { readonly content: ReportContent }) {
  const { told } = usePage();
  if (!content.summary.trim()) return null;
  return (
    <p className="standfirst written" {...told}>
      {content.summary}
    </p>
  );
}
