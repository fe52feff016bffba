import type { ReportedClaim, ReportedFinding } from '#domain';
import { Day } from './day.tsx';
import { usePage } from './page-context.ts';
import { SourceLine } from './quotation.tsx';

/** Whether the documents that the evidence rests on are genuine: said apart from whether what they say is true. */
export function Authenticity({ claim: { findings = [] } }: { readonly claim: ReportedClaim }) {
  const { words } = usePage();
  if (findings.length === 0) return null;
  return (
    <section className="authenticity">
      <h3>{words.authenticity}</h3>
      <p className="note">{words.authenticityMeans}</p>
      {findings.map((finding, index) => (
        <Examination key={index} finding={finding} />
      ))}
    </section>
  );
}

function Examination({ finding }: { readonly finding: ReportedFinding }) {
  const { words, told } = usePage();
  const { source, result, primarySource, method, examiner, limits, examinedOn } = finding;
  return (
    <div className="view">
      <p>
        <strong>{words.findingResults[result]}</strong>
        {primarySource && ` ${words.primarySource}`}
      </p>
      <p className="examined">
        <SourceLine source={source} />
      </p>
      <dl className="facts">
        <dt>{words.examinedBy}</dt>
        <dd {...told}>{examiner}</dd>
        <dt>{words.examinedOn}</dt>
        <dd>
          <Day date={examinedOn} />
        </dd>
        <dt>{words.examinationMethod}</dt>
        <dd className="written" {...told}>
          {method}
        </dd>
        <dt>{words.examinationLimits}</dt>
        <dd className="written" {...told}>
          {limits}
        </dd>
      </dl>
    </div>
  );
}
