/**
 * Classes of English words that say what kind of statement a sentence makes. General English, closed classes as far as
 * they go; a word may be in several. No word is here because of what a text was about.
 */
const LISTS = {
  be: 'is are was were am be been being',
  /** Irregular past forms and participles; the regular ones are told by their ending. */
  past: `did had became began brought built bought caught came chose cost cut drew drove fell fled flew found fought gave got grew held hid hit
    kept knew laid led left lent lost made meant met paid put ran rang rose sat saw sent set shook shot shut sold spent split spoke stood stole
    struck sank sued swore swam swept taken took taught tore threw understood went won wore wound wrote
    beaten begun bitten blown born borne broken broke chosen done driven drunk eaten fallen flown forbidden forgotten given gone
    grown hidden hurt known lain let lit proven read rid ridden risen seen shaken shown shrunk spread stolen sunk sworn torn thrown
    withdrawn withdrew woken written overturned overthrown undergone underwent upheld hung dealt bound bred bent burnt burst`,
  /** Ends like a past form and is none, or is an adjective wherever it stands. */
  notPast: `hundred need indeed speed seed feed exceed proceed united sacred naked wicked kindred embed breed greed creed bleed deed weed
    reed shed sled bed fed red led wed limited so-called alleged supposed estimated expected`,
  present: `has have does do can makes take takes give gives own owns run runs hold holds uses use rests come comes go goes puts sets carry
    carries works work lives live remains remain means mean costs employs supplies serves covers stands lies begins starts ends opens
    closes keeps pays sells buys builds grows faces wins loses provides offers allows requires bans prevents affects`,
  /** Reports words and is by itself no act. */
  reporting: `said says say saying tell tells told telling add adds added explain explains explained note notes noted state states stated
    reply replies replied respond responds responded argue argues argued insist insists insisted comment commented remarked recalls recalled
    describe describes described call calls called ask asks asked suggest suggests suggested warn warns warned conclude concludes concluded
    maintain maintains maintained write writes wrote joked tweeted posted according stresses stressed predicts predicted believes`,
  /** Saying it does it, or stakes the speaker's name on a fact: news in itself. */
  speechAct: `accuse accuses accused allege alleges alleged announce announces announced acknowledge acknowledges acknowledged admit admits
    admitted apologise apologises apologised apologize apologizes apologized blame blames blamed claim claims claimed condemn condemns
    condemned confirm confirms confirmed criticise criticises criticised criticized declare declares declared demand demands demanded denied
    denies deny dismiss dismisses dismissed instructed order orders ordered pledge pledges pledged promise promises promised refuse refuses
    refused reject rejects rejected reject rule ruled rules testified threaten threatens threatened threatened urge urges urged vow vows
    vowed agreed agrees disputes disputed contradicted insists endorsed backed opposed petitioned appealed summoned voted`,
  /** Words for what a source holds or a reading yields. */
  record: `report reports study studies audit document documents record records file files data survey figures census register accounts
    minutes letter letters emails memo memos statistics analysis review inquiry investigation investigators evidence footage images
    show shows showed shown reveal reveals revealed indicate indicates indicated found finds estimate estimates estimated list lists listed
    obtained leaked published recorded registered measured counted documented verified seen contain contains contained includes included`,
  future: "will won't shall would 'll 'd",
  maybe: 'could may might likely unlikely possible expect expected expects poised projected forecast',
  norm: "should must ought shouldn't mustn't",
  condition: 'if unless',
  firstPerson: 'i we me us my our mine ours myself ourselves',
  secondPerson: 'you your yours yourself yourselves',
  mental: `feel feels felt feeling hope hopes hoped hoping think thinks thought believe believed fear fears feared want wants wanted love
    loves loved hate hates hated wish wishes wished wonder wonders guess suppose expect trust prefer dream dreams dreamed regret regrets
    miss enjoy enjoyed worry worries cherish`,
  feeling: `proud happy delighted devastated heartbroken sad angry afraid scared terrified worried relieved disappointed thrilled excited
    grateful shocked upset frustrated frustrating hopeful ashamed lucky overwhelmed humbled honoured honored thankful confident optimistic
    pleased concerned sorry nervous`,
  evaluative: `absurd amazing appalling awful bad beautiful best better brave brilliant callous catastrophe chaotic cowardly cruel dark
    despicable disaster disgrace disgraceful disgusting dreadful embarrassing embarrassment excellent excuse extraordinary fair
    fantastic farce folly foolish gamble good great greatest heroic historic hollow horrible horrific hypocrisy ideal ill-judged immoral
    impossible impressive inappropriate incredible inexcusable insult irresponsible joke lesson lovely madness magnificent mockery
    naive nice nightmare nonsense outrage outrageous overdue pathetic perfect pity pointless poor reckless ridiculous right sad scandal
    scandalous sensible shame shameful shocking short-sighted silly smart step strange stupid superb terrible tragedy tragic triumph
    unacceptable unbelievable unfair unfortunate unjust unthinkable useless victory vital welcome wise wonderful worse worst wrong wrongheaded
    worthwhile beloved charming delicious exciting important crucial essential inspiring remarkable`,
  vague: `thing things something everything anything everyone everybody nobody somebody someone anyone life way lot moment story people
    nothing stuff situation answer answers question questions matter sense kind sort`,
  negation: "not never no none nobody nothing neither nor cannot n't without",
  hedge: `allegedly alleged reportedly apparently appear appears appeared seem seems seemed purportedly supposedly suspected believed
    possibly probably perhaps maybe may might could likely unlikely about around approximately roughly nearly almost estimated unconfirmed
    claimed reported ostensibly presumably potentially some`,
  comparison: `more fewer less greater higher lower older younger most least largest biggest highest lowest youngest oldest first only
    doubled tripled double triple half majority record increase increased decreased rise rose fell never every none`,
  causal: `because caused causes causing due led triggered triggers resulted prompted prompting owing attributed thanks blamed`,
  position: `support supports supported supporting oppose opposes opposed opposing back backs backed favour favours favor favors endorse
    endorses endorsed condemn condemns condemned welcome welcomes welcomed reject rejects rejected criticise criticised criticized criticises
    against urged urges demanded demands wants calls called`,
  determiner: `the a an this that these those his her its their our my your some any no each every another such more most very so too how`,
  /** After one of these a new clause may begin that a modal before it does not govern; "before", "until" and "why" do not free it. */
  clause: 'that which who whom whose where when while but because since after although though as than',
  pronoun: `he she it they this that these those there here what i we you everyone everybody nobody someone things nothing`,
  functional: `a an the of in on at by for with to from and or as into over under than about against between during per its his her their our my
    this that these those it he she they we i you is are was were be been has have had do does did will would`,
} as const;

export type WordClass = keyof typeof LISTS;

// Object.keys gives string[]; the keys of this literal are exactly WordClass.
const NAMES = Object.keys(LISTS) as WordClass[];

/** One bit for each class, so that a word's classes are one number. */
export const BIT = Object.fromEntries(NAMES.map((name, i) => [name, 1 << i])) as Readonly<
  // fromEntries forgets the keys it was given.
  Record<WordClass, number>
>;

const CLASSES = new Map<string, number>();
for (const name of NAMES)
  for (const word of LISTS[name].split(/\s+/)) CLASSES.set(word, (CLASSES.get(word) ?? 0) | BIT[name]);

const CLITIC = /^(.*?)(n't|'(?:ll|d|s|re|ve|m))$/;

/** The classes of a word in small letters with ASCII apostrophes, as a sum of BITs; 0 for a word of no class. */
export function classesOf(word: string): number {
  const known = CLASSES.get(word);
  if (known !== undefined) return known & BIT.notPast ? known & ~BIT.past : known | regularPast(word, known);
  if (!word.includes("'")) return regularPast(word, 0);
  const [, stem = '', clitic = ''] = CLITIC.exec(word) ?? [];
  return stem ? (CLASSES.get(stem) ?? 0) | cliticClasses(clitic) : 0;
}

function cliticClasses(clitic: string): number {
  if (clitic === "'re" || clitic === "'m") return BIT.be;
  return CLASSES.get(clitic) ?? 0;
}

/** "repaired"; no compound ("state-owned"), which is an adjective. */
function regularPast(word: string, known: number): number {
  const ends = word.length > 4 && word.endsWith('ed') && !word.includes('-');
  return ends && !(known & (BIT.feeling | BIT.evaluative)) ? BIT.past : 0;
}
