/** What people post here. Some quote X's own messages: a post that speaks of an outage is not one. */
const ENGLISH = [
  'The heron is back at the weir.',
  'Fog until noon, then one clear hour.',
  'Welcome to X!',
  'Counted forty lapwings on the wet field this morning, the most since we started the notebook.',
  'Tea first.',
  'Our street has lost its last swallow’s nest to a new gutter, so three neighbours built ledges under their eaves.',
  'Something went wrong. Try reloading.',
  'Does anybody know a quiet café near the station that opens before seven?',
  'The library’s heating works again. It only took a letter from every child in the third class, a visit by the mayor and, in the end, one new valve.',
  'Rain on a tin roof is the best radio.',
  'Waiting for posts',
  'Bread came out flat. Ate it anyway.',
  'If the ferry is late again I will learn to row.',
  'Long walk, no signal, no regrets.',
  'Retry',
  'A kestrel sat on the lamp post outside the office through the whole meeting and had, I think, the better view of it.',
  'New strings on the old guitar.',
  'Is it just me, or is the feed empty today?',
];

const BENGALI = [
  'আজ সকালে নদীর ধারে অনেক বক দেখা গেল।',
  'কুয়াশা কেটে রোদ উঠেছে।',
  'X-এ স্বাগত!',
  'চা ছাড়া সকাল শুরু হয় না।',
  'পাড়ার পাঠাগারে নতুন বই এসেছে, বাচ্চারা সবাই লাইন দিয়ে দাঁড়িয়ে আছে।',
  'বৃষ্টির শব্দই সবচেয়ে ভালো গান।',
  'ট্রেন আবার দেরি করছে।',
];

const ARABIC = [
  'عاد مالك الحزين إلى السد هذا الصباح.',
  'ضباب حتى الظهر ثم ساعة صافية.',
  'مرحبًا بكِ في X!',
  'الشاي أولًا.',
  'صوت المطر على السقف أجمل إذاعة.',
  'نزهة طويلة بلا هاتف وبلا ندم.',
];

/** In the reader's language where there are some, else in English. */
export function postTexts(locale: string): { lang: string; sentences: readonly string[] } {
  if (locale === 'bn') return { lang: 'bn', sentences: BENGALI };
  if (/^ar\b/.test(locale)) return { lang: 'ar', sentences: ARABIC };
  return { lang: 'en', sentences: ENGLISH };
}
