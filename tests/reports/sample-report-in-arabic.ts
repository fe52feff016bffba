/** The invented flood once more, shorter, in a language that runs from right to left and with a quote that does not. */
import type { ReportContent, ReportedSource } from '#domain';

const newspaper: ReportedSource = {
  title: 'الليلة التي فاض فيها نهر أورّي',
  publisher: 'صحيفة السهل',
  publishedAt: '2026-03-03',
};
const agency: ReportedSource = {
  title: 'Gauge record for station 14, 1 to 3 March',
  publisher: 'Orre River Agency',
  publishedAt: '2026-03-04',
};

export const sampleReportInArabic = (): ReportContent => ({
  slug: 'aldermere-flood-ar',
  version: 2,
  title: 'ما المعروف عن فيضان ألدرمير',
  summary: 'خرج نهر أورّي عن مجراه في الليلة الأولى من شهر مارس. فحصنا قولين عن تلك الليلة.',
  language: 'ar',
  publishedAt: '2026-03-09T10:00:00.000Z',
  publishedBy: 'مكتب السهل لتدقيق الحقائق',
  correctionsPolicy: 'اكتبوا إلينا إذا وجدتم خطأ: corrections@lowland.example. نجيب خلال يومي عمل.',
  correction: 'ذكرت النسخة الأولى اسم جسر آخر.',
  overridden: {
    reason: 'يُنتظر رد المكتب الأسبوع المقبل.',
    gates: [
      { gate: 'outcomes-unquestioned', claims: [2] },
      { gate: 'corrections-policy', claims: [] },
    ],
  },
  claims: [
    {
      number: 1,
      text: 'ارتفع منسوب نهر أورّي 4.2 مترًا في ليلة الأول من مارس 2026.',
      rating: 'verified',
      rationales: ['القياس الآلي ودفتر حارس السد متطابقان.', 'سُجّلت القراءة قبل تعطل الجهاز.'],
      method: 'agreement',
      independentVerdicts: 2,
      independentOrigins: 2,
      origins: [
        { kind: 'research', title: 'القياس الآلي', publishers: ['وكالة الأنهار', 'الجريدة'] },
        { kind: 'witness', title: null, publishers: ['الجريدة'] },
        { kind: 'leak', title: 'دفتر حارس السد', publishers: ['الجريدة'] },
      ],
      decidedOn: '2026-03-07',
      occurrences: [{ quote: 'ارتفع الماء أربعة أمتار وعشرين.', speaker: 'حارس السد', source: newspaper }],
      evidence: [
        {
          kind: 'passage',
          stance: 'supports',
          quote: 'Station 14: 21:00 1.31 m; 04:30 5.51 m. Sensor fault from 05:10.',
          denial: false,
          answer: null,
          source: agency,
        },
        {
          kind: 'passage',
          stance: 'supports',
          quote: 'قرأته على الدرجة بضوء المصباح: أربعة أمتار وعشرون منذ المساء.',
          denial: false,
          answer: null,
          source: newspaper,
        },
      ],
      dissent: [],
    },
    {
      number: 2,
      text: 'تلقت البلدة تحذيرًا قبل ست ساعات من إبلاغ السكان.',
      rating: 'disputed',
      rationales: ['يظهر سجل الوكالة تحذيرًا في الساعة 18:40، وتقول البلدة إنه لم يصل.'],
      method: 'adjudication',
      independentVerdicts: 2,
      independentOrigins: 1,
      decidedOn: '2026-03-08',
      occurrences: [{ quote: 'وصل التحذير إلى مبنى البلدية مساءً.', speaker: null, source: newspaper }],
      evidence: [
        {
          kind: 'passage',
          stance: 'undermines',
          quote: 'لم يصل أي تحذير إلى هذا المكتب قبل منتصف الليل.',
          denial: true,
          answer: 'لم نطلع على دليل يثبت ذلك أو ينفيه.',
          source: newspaper,
        },
        {
          kind: 'search',
          where: 'أرشيف البلدية',
          query: 'تحذير، 1 مارس 2026',
          searchedOn: '2026-03-06',
          result: 'لا يوجد سجل بالاستلام.',
        },
      ],
      dissent: [{ rating: 'unverified', rationale: 'لا يكفي الإنكار وحده للحكم.' }],
    },
  ],
});
