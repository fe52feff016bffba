import { STANCES, type ReportedClaim, type ReportedEvidence } from '#domain';
import { Day } from './day.tsx';
import { usePage } from './page-context.ts';
import { Quotation } from './quotation.tsx';
import { Replies } from './replies.tsx';

type QuotedPassage = Extract<ReportedEvidence, { kind: 'passage' }>;
type Search = Extract<ReportedEvidence, { kind: 'search' }>;

export function EvidenceOf({ claim: { evidence } }: { readonly claim: ReportedClaim }) {
  const { words } = usePage();
  const passages = evidence.filter((item) => item.kind === 'passage');
  const searches = evidence.filter((item) => item.kind === 'search');
  return (
    <section className="evidence">
      <h3>{words.evidence}</h3>
      {evidence.length === 0 && <p>{words.noEvidence}</p>}
      {STANCES.map((stance) => (
        <PassageGroup
          key={stance}
          stance={stance}
          passages={passages.filter((passage) => passage.stance === stance)}
        />
      ))}
      {searches.length > 0 && <Searches searches={searches} />}
      <Replies replies={evidence.filter((item) => item.kind === 'reply')} />
    </section>
  );
}

interface PassageGroupProps {
  readonly stance: QuotedPassage['stance'];
  readonly passages: readonly QuotedPassage[];
}

function PassageGroup({ stance, passages }: PassageGroupProps) {
  const { words } = usePage();
  if (passages.length === 0) return null;
  return (
    <section className={`group ${stance}`}>
      <h4>{words.evidenceGroups[stance]}</h4>
      {passages.map((passage, index) => (
        <Quotation key={index} quote={passage.quote} source={passage.source}>
          {passage.denial && <DenialMark />}
          {passage.answer?.trim() && <Answer answer={passage.answer} />}
        </Quotation>
      ))}
    </section>
  );
}

function DenialMark() {
  const { words } = usePage();
  return (
    <p className="denial">
      <strong>{words.denial}</strong> {words.denialMeans}
    </p>
  );
}

function Answer({ answer }: { readonly answer: string }) {
  const { words, told } = usePage();
  return (
    <div className="answer">
      <p className="label">{words.answer}</p>
      <p className="written" {...told}>
        {answer}
      </p>
    </div>
  );
}

function Searches({ searches }: { readonly searches: readonly Search[] }) {
  const { words, told } = usePage();
  return (
    <section className="group search">
      <h4>{words.evidenceGroups.search}</h4>
      {searches.map(({ where, query, searchedOn, result }, index) => (
        <dl key={index} className="facts">
          <dt>{words.searchedIn}</dt>
          <dd {...told}>{where}</dd>
          <dt>{words.searchedFor}</dt>
          <dd {...told}>{query}</dd>
          <dt>{words.searchedOn}</dt>
          <dd>
            <Day date={searchedOn} />
          </dd>
          <dt>{words.searchResult}</dt>
          <dd className="written" {...told}>
            {result}
          </dd>
        </dl>
      ))}
    </section>
  );
}
