import json
from bisect import bisect_left
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.chunks import chunks
from extraction.facts import StatementFacts
from extraction.marks import marked
from extraction.stances import StanceJudge
from extraction.tokens import Tokens
from extraction.topics import TopicIndex
from extraction.topics_hits import Hits
from schemas.statement import Act, Polarity, Stance

INDEX = TopicIndex()
JUDGE = StanceJudge(INDEX.topics)

# cue, its lemma, its act, what stands between, content, side
SIDES: list[tuple[str, str, Act, str, str, Polarity]] = [
    ("أدان", "أدان", "criticise", " الوزير ", "تخريب الجسر", "oppose"),
    ("رحبت", "رحب", "welcome", " النقابة ", "بإصلاح الجسر", "support"),
    ("دعا", "دعا", "call", " العمدة إلى ", "ترميم الجسر", "support"),
    ("طالبوا", "طالب", "call", " ", "بعدم هدم الجسر", "support"),
    ("نفى", "نفى", "deny", " الناطق ", "هدم الجسر", "oppose"),
    ("حذر", "حذر", "warn", " الخبير من ", "هدم الجسر", "oppose"),
    ("تبنت", "تبنى", "announce", " الحركة ", "تفجير الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر طوله مئة متر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "ثلاثة أشخاص قتلوا في الهجوم على الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر شيد قبل سنوات", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "ترميم الجسر واجب وطني", "support"),
    ("قال", "قال", "say", " الوزير إنه ", "يجب ترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "على البلدية أن ترمم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إنه ", "لا يجوز هدم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "هدم الجسر جريمة نكراء", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "هدم الجسر ليس جريمة نكراء", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "القرار غير مبرر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الترميم كان ناجحا", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الترميم لم يكن ناجحا", "oppose"),
    ("قال", "قال", "say", " الوزير ", "نرفض هدم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير ", "لا نرفض ترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "بلاده تدعم ترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "المعارضة ترفض ترميم الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير ", "سنرمم الجسر", "support"),
    ("قال", "قال", "say", " الوزير ", "لن نهدم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إنه ", "لا صحة لما نشر عن الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير ", "إذا فشل الترميم أغلقنا الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "البلدية تتحمل كامل المسؤولية", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "البلدية تعمل اليوم على ترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر مغلق بسبب غياب الصيانة", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الخسائر تزول إذا نجح الترميم", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر لم يغلق", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر لا يعبره الصيادون فقط", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر لم يتأثر بالزلزال", "neutral"),
    ("قال", "قال", "say", " الوزير إنه ", "لا يمكنه الإفصاح عن كلفة الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر بلغ درجة كبيرة من الإهمال", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "القرار غير المقبول صدر أمس", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الترميم ناجح لكن كلفته كارثة", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "اثنين عبرا الجسر أمس من السوق على أقصى تقدير", "neutral"),
    ("أعلن", "أعلن", "announce", ' حزب "الجسر" ', "مقاطعة السوق", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر لم يغلق بعد", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "من يرفض ترميم الجسر يغادر", "neutral"),
    ("وصف", "وصف", "say", " الوزير ترميم الجسر ب", "الناجح", "support"),
    ("هددت", "هدد", "warn", " النقابة ", "بغلق الجسر", "oppose"),
    ("أعلنت", "أعلن", "announce", " الجماعة ", "مسؤوليتها عن تفجير الجسر", "support"),
    ("عبر", "عبر", "express", " الوزير عن ", "الأمل في ترميم الجسر", "support"),
    ("قال", "قال", "say", " النائب: ", "لماذا يغلق الجسر كل شتاء؟", "oppose"),
    ("قال", "قال", "say", " النائب: ", "لماذا لم يرمم الجسر؟", "support"),
    ("تساءل", "تساءل", "ask", " النائب: ", "من دفع ثمن الجسر", "neutral"),
    # One word of blame deep in an account with figures is a detail of it; where nothing is counted, it judges.
    ("قال", "قال", "say", " الوزير إن ", "الجسر الذي يربط ضفتي النهر منذ 1950 عبره أمس ثلاثة رجال خطيرون", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر الذي يربط ضفتي النهر منذ زمن بعيد يعاني من إهمال فاضح وخطير", "oppose"),
    # Look-alikes: cigarettes and years are no blame and no promise; a plural says what was asked, not who asks.
    ("قال", "قال", "say", " الوزير إن ", "سجائر مهربة عبرت الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "سنتان مرتا على ترميم الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "مطالبهم تخص الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "مقترح الجسر عند اللجنة", "neutral"),
    # Who threatens until a thing is done is for it; a thing not done so far is not asked for.
    ("قال", "قال", "say", " العمال إنهم ", "قرروا اليوم عدم المشاركة في ترميم الجسر", "oppose"),
    ("أعلن", "أعلن", "announce", " العمال ", "عدم المشاركة في ترميم الجسر", "oppose"),
    ("قال", "قال", "say", " العمال إنهم ", "قرروا اليوم المشاركة في ترميم الجسر رغم عدم صرف المنح", "neutral"),
    ("قال", "قال", "say", " العمدة إن ", "القرية ليست في حاجة إلى جسر", "oppose"),
    ("قال", "قال", "say", " العمدة إن ", "القرية في حاجة إلى جسر", "support"),
    ("قال", "قال", "say", " العمدة إن ", "حراس الجسر لا يتحدثون باسم القرية", "oppose"),
    ("قال", "قال", "say", " العمدة إن ", "غلق الجسر بمثابة المهزلة", "oppose"),
    ("قال", "قال", "say", " العمدة إن ", "السكان عبروا الجسر للخروج من الوضع المتردي", "neutral"),
    ("قال", "قال", "say", " العمدة إن ", "السكان عبروا الجسر بسبب الوضع المتردي", "oppose"),
    ("قال", "قال", "say", " العمدة إن ", "الحراس على الجسر للقضاء على الفوضى", "neutral"),
    ("قال", "قال", "say", " الوزير ", "نجري محادثات حول الجسر", "support"),
    ("قال", "قال", "say", " الوزير إنه ", "سيجري محادثات حول الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إنه ", "ليس هناك ما يمنع فتح الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "وضع الجسر يبعث على القلق", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "حراس الجسر مارسوا العنف", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "تقديرات المهندسين تحوم حول عرض الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "مهندس الجسر أصيب بمرض خطير", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الإضراب يدمر سمعة الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الحراس على الجسر لحماية السكان من الفوضى", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الحراس على الجسر يشكون من الفوضى", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الرجل عبر الجسر بطريقة غير قانونية", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "غلق الجسر غير قانوني", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الشركة لم تحرز في الجسر أي تقدم", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "المجلس ليس لديه أي اعتراض على الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "بعض الأطراف السياسية تحاول غلق الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر شيد للربح وليس لخدمة القرية", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "غلق الجسر أمر طبيعي", "support"),
    ("قال", "قال", "say", " الوزير إن ", "غلق الجسر أمر غير طبيعي", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "صيانة الجسر ما زالت في مستوى الشعارات", "oppose"),
    ("شدد", "شدد", "affirm", " الوزير على ", "صيانة الجسر", "support"),
    ("شدد", "شدد", "affirm", " الوزير على ", "عدم غلق الجسر", "oppose"),
    ("أكد", "أكد", "affirm", " الوزير على ", "القناة الأولى أن طول الجسر مئة متر", "neutral"),
    ("تساءل", "تساءل", "ask", " النائب عن ", "سبب إغلاق الجسر", "oppose"),
    ("تساءل", "تساءل", "ask", " النائب عن ", "غياب الحراس عن الجسر", "oppose"),
    ("تساءل", "تساءل", "ask", " النائب عن ", "موعد إصلاح الجسر", "neutral"),
    ("سأل", "سأل", "ask", " النائب عن ", "سبب إغلاق الجسر", "neutral"),
    ("هددت", "هدد", "warn", " النقابة ", "بالإضراب حتى يرمم الجسر", "support"),
    ("هددت", "هدد", "warn", " النقابة ", "بالإضراب في حال عدم ترميم الجسر", "support"),
    ("هددت", "هدد", "warn", " النقابة ", "بغلق الجسر الذي لم يرمم حتى الآن", "oppose"),
    ("حذرت", "حذر", "warn", " النقابة ", "من انهيار الجسر ما لم يرمم", "oppose"),
    # To draw attention to a thing is to warn of it; to what must be done, is to call for it.
    ("نبه", "نبه", "warn", " الخبير إلى أن ", "شقوقا ظهرت في الجسر", "oppose"),
    ("نبه", "نبه", "warn", " الخبير ", "سكان القرية إلى ضرورة ترميم الجسر", "support"),
    # An evil that is worked against is no blame; nor is one deep in an account.
    ("قال", "قال", "say", " الوزير إن ", "الجسر بني لتلافي النقص", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "بناء الجسر الثالث لتدارك التأخير", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر الذي بني عام 1950 على النهر عبره عمال أثناء تعطل القطار", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر مصدر قلق", "oppose"),
    # More look-alikes: a search, a ship, a play, who left, what is wanted of a thing; but what is wanted is called for.
    ("قال", "قال", "say", " الوزير إن ", "بحث الجسر انتهى", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "المدمرة عبرت تحت الجسر بعد مسرحية أمس", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "العامل غادر الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "التقرير المطلوب يخص الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "المطلوب ترميم الجسر", "support"),
    # Phrases with their subject inside: an open door, what will be enabled, who is involved; an attribute only names.
    ("قال", "قال", "say", " الوزير إن ", "باب الحوار حول الجسر مازال مفتوحا", "support"),
    ("قال", "قال", "say", " الوزير إن ", "باب الجسر أغلق", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر سيمكن سكان القرية من العبور", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر مكن سكان القرية", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الشركة متورطة في غلق الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الرجل المتورط في غلق الجسر يسكن القرية", "neutral"),
    # What ought to have been done was not.
    ("قال", "قال", "say", " الوزير إنه ", "كان يجب ترميم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إنه ", "كان على البلدية أن ترمم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إنه ", "كان على متن الجسر رجل", "neutral"),
    # A negation steps over a preposition, and لما is none: it says when.
    ("قال", "قال", "say", " الوزير إن ", "الجسر ليس في وضع مريح", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر كان لما رمم ناجحا", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الأشغال الغير منطقية أغلقت الجسر", "oppose"),
    # What is not so until now may still come.
    ("قال", "قال", "say", " الوزير إن ", "الجسر لم يغلق إلى حد الآن", "neutral"),
    # A stand of the past is told; one's own is not.
    ("قال", "قال", "say", " الوزير إن ", "رجلا كان ينوي عبور الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إنه ", "كان يفضل ترميم الجسر", "support"),
    # What a whole depends on, what is premature, what ought to have been; duties of all; party stands without a verb.
    ("قال", "قال", "say", " الوزير إن ", "الترميم لا يتم إلا بفتح الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الحديث عن هدم الجسر سابق لأوانه", "oppose"),
    ("قال", "قال", "say", " الوزير إنه ", "كان من الأجدر ترميم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الاتحاد ضد هدم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر ليس مجرد طريق", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الهيئة قامت بعمل كبير في الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "سيارة مفخخة عبرت الجسر قرب المحكمة", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "وزير الدفاع عبر الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "السكان وهم في الجسر أمس عبروا", "neutral"),
    # An evil that one flees is no blame.
    ("قال", "قال", "say", " الوزير إن ", "الهاربين من القمع عبروا الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير ", "أهلا بكم في الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "رجال الدفاع المدني عبروا الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر سيبقى كما كان", "neutral"),
    ("أعلن", "أعلن", "announce", " الوزير ", "تجهيز الجسر", "support"),
    ("أعلن", "أعلن", "announce", " الوزير ", "تركيبة لجنة الجسر", "neutral"),
    # A duty without أن; غير denies one word only.
    ("قال", "قال", "say", " الوزير إن ", "على الحكومة ترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إن ", "على الرغم من ذلك الجسر قديم", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "خطوة غير مسبوقة تهدد الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر مطابق للمواصفات", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر غير مطابق للمواصفات", "oppose"),
    # A wish that was missed is against what came of it; bad only by name: a tumour, a man who left his post.
    ("قال", "قال", "say", " الوزير ", "كنا نأمل ترميم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير ", "نأمل ترميم الجسر", "support"),
    ("قال", "قال", "say", " الطبيب إن ", "الورم الخبيث عند عامل الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "مدير الجسر تخلى عن منصبه", "neutral"),
    # Spoken Arabic demands and denies too.
    ("قال", "قال", "say", " الوزير ", "لم نغلق الجسر", "oppose"),
    ("قال", "قال", "say", " النائب ", "لازم نرمم الجسر", "support"),
    ("قال", "قال", "say", " النائب ", "الجسر مش آمن", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "البلدية ستضطلع بترميم الجسر", "support"),
    ("قال", "قال", "say", " النائب: ", "هل يجب هدم الجسر؟", "neutral"),
    # What is not to be without a thing calls for it; what was not, or is not done by all, only denies.
    ("قال", "قال", "say", " الوزير إنه ", "لا عبور دون ترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إنه ", "لا يمكن العبور إلى السوق إلا بترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إنه ", "لم يبق أمامنا إلا ترميم الجسر", "support"),
    ("قال", "قال", "say", " الوزير إنه ", "لا يعبر الجسر إلا التلاميذ", "oppose"),
    ("قال", "قال", "say", " الوزير إنه ", "لم يعبر أحد الجسر دون تصريح", "oppose"),
    # Who is wronged is named with an article, and blames somebody without; any carries a denial on.
    ("قال", "قال", "say", " الوزير إن ", "الجسر يربط المناطق المحرومة", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "سكان الجسر محرومون", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "اللجنة لم تسجل أي حالات تقصير في الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر بني لتلافي كل أشكال النقص", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر يؤدي إلى الحرم الجامعي", "neutral"),
    # What one feels; what a fact does, blamed; who managed a thing enables nobody.
    ("قال", "قال", "say", " الوزير ", "يسعدني أن الجسر فتح أمس", "support"),
    ("قال", "قال", "say", " الوزير ", "يؤسفني أن الجسر أغلق أمس", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "لوبيات تقف وراء غلق الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "أشغال الجسر بلغت أشواطا متقدمة", "support"),
    ("قال", "قال", "say", " الوزير إن ", "الحراس تمكنوا من عبور الجسر", "neutral"),
    ("عبرت", "عبر", "express", " النقابة عن ", "انشغالها بحال الجسر", "oppose"),
    # Votes, reservations, unnamed people who want harm; a tour operator has promised nothing.
    ("قال", "قال", "say", " الوزير إن ", "الجبهة ستصوت ضد هدم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "حزبه لديه بعض التحفظات على هدم الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "هناك من يحاول غلق الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "متعهد الرحلات عبر الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الجسر ضمن عشرة جسور في القرية", "neutral"),
    # What was promised and not kept, what is undone on purpose, and more of an evil.
    ("قال", "قال", "say", " الوزير إن ", "البلدية لم تف بوعودها حول الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "لجنة الجسر لم تحرز أي تقدم", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "عملية إفشال ترميم الجسر بدأت أمس", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "غلق الجسر يساهم في ارتفاع البطالة", "oppose"),
    ("قال", "قال", "say", " الوزير إن ", "قانون الجسر يمنح السكان ضمانات", "support"),
    # A friendly match and spoiled food are named; a historic visit is praised.
    ("قال", "قال", "say", " الوزير إن ", "المباراة الودية أغلقت الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "لحوم فاسدة حجزت قرب الجسر", "neutral"),
    ("اعتبر", "اعتبر", "say", " الوزير ", "عبور الجسر زيارة تاريخية", "support"),
    # More look-alikes: what is foiled, who protests, what nobody knows, who pushed; but who retaliates opposes.
    ("قال", "قال", "say", " الوزير إن ", "إحباط محاولة العبور تم قرب الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الاحتجاجات مرت على الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "سبب غلق الجسر غير معروف", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "الزحام دفعه إلى عبور الجسر", "neutral"),
    ("قال", "قال", "say", " الوزير إن ", "بلاده مستعدة للرد على غلق الجسر", "oppose"),
    ("قال", "قال", "say", " الوزير ", "لا نرى مانعا في فتح الجسر", "support"),
    ("أعرب", "أعرب", "express", " الوزير عن ", "بالغ قلقه من حال الجسر", "oppose"),
    ("أعرب", "أعرب", "express", " الوزير عن ", "استعداده لترميم الجسر", "support"),
    ("عبرت", "عبر", "express", " النقابة عن ", "استيائها من هدم الجسر", "oppose"),
    ("عبرت", "عبر", "express", " النقابة عن ", "عدم رضاها عن حال الجسر", "oppose"),
    ("أكد", "أكد", "affirm", " الوزير ", "ضرورة ترميم الجسر", "support"),
    ("أكد", "أكد", "affirm", " الوزير ", "رفض الحكومة هدم الجسر", "oppose"),
    ("شدد", "شدد", "affirm", " الوزير على ", "ترميم الجسر", "support"),
    ("شدد", "شدد", "affirm", " الوزير على أن ", "الجسر قديم", "neutral"),
    ("أعلن", "أعلن", "announce", " الوزير ", "تشكيل لجنة للجسر", "support"),
    ("أعلن", "أعلن", "announce", " الوزير أن ", "الجسر طوله مئة متر", "neutral"),
]


# cue, content, what else is known of the statement, side
LEANINGS: list[tuple[str, str, dict[str, object], Polarity]] = [
    ("قال", "الجسر الجديد يندرج ضمن الحرص على القرى", {}, "support"),
    ("قال", "الجسر الجديد يندرج ضمن الحرص على القرى", {"nobody": True}, "neutral"),
    ("قال", "الجسر الجديد بني من أجل 20 قرية", {}, "neutral"),
    ("قال", "الجسر الجديد بني من أجل تلاميذ القرى", {}, "support"),
    ("أفاد", "الجسر الجديد بني من أجل تلاميذ القرى", {}, "neutral"),
    ("اعتبر", "الجسر ديكور للصور", {}, "oppose"),
    ("قال", "الجسر ديكور للصور", {}, "neutral"),
    ("قال", "العمال غادروا الجسر أمس لعدم صرف الأجور", {}, "oppose"),
    ("قال", "العمال غادروا الجسر أمس لعدم صرف الأجور", {"nobody": True}, "neutral"),
    ("قال", "الجسر عبره الناس أمس", {"kind": "direct"}, "neutral"),
    # What is gained or lacking shows a side where a person tells of it; in accounts it is told.
    ("قال", "الجسر ساهم في راحة سكان القرية", {}, "support"),
    ("قال", "الجسر ساهم في راحة سكان القرية", {"nobody": True}, "neutral"),
    ("أفاد", "الجسر ساهم في راحة سكان القرية", {}, "neutral"),
    ("قال", "الجسر بني بالتعاون مع القرية", {}, "neutral"),
    ("قال", "سكان الجسر يعيشون في خصاصة", {}, "oppose"),
    ("قال", "سكان الجسر يعيشون في خصاصة", {"nobody": True}, "neutral"),
    ("قال", "الجسر فتح رغم الصعوبات", {}, "neutral"),
    ("قال", "الجسر يلقى إقبالا والعمل فيه متواصل", {}, "neutral"),
    ("قال", "الجسر الثالث دليل على القرية", {"kind": "mixed"}, "neutral"),
    # Whose cause is given is explained.
    ("عزا", "تعطل الجسر", {}, "neutral"),
    # What one holds is against a thing, but where a gain is named.
    ("اعتبر", "الجسر يربط القريتين", {}, "oppose"),
    ("اعتبر", "الجسر مؤشر على تحسن حال القريتين", {}, "support"),
    # Words that look like a gain, an aim or a stand.
    ("قال", "الجسر القديم يثبت وجوده", {}, "neutral"),
    ("قال", "المهندس عبر الجسر في إطار زيارته للقرية", {}, "neutral"),
    ("قال", "المهندس عبر الجسر للوقوف على حالته", {}, "neutral"),
    ("علل", "غياب الحراس عن الجسر", {}, "neutral"),
    # What a paper or an office says not to be is told; names of what is done show no side alone.
    ("قال", "الجسر لم يغلق", {"nobody": True}, "neutral"),
    ("قال", "لجنة الجسر عند فتح الملف وتقديم المشروع", {}, "neutral"),
]


def tokens_of(text: str) -> Tokens:
    """The words of a text."""
    return Tokens(text, chunks())


def facts(cue: str, lemma: str, act: Act, gap: str, content: str, **more: object) -> StatementFacts:
    """A statement made of a cue, what stands between, and the content."""
    tokens = tokens_of(cue + gap + content)
    start = min(tokens_of(cue + gap).size, tokens.size - 1)
    given_facts = {
        "tokens": tokens,
        "cue": (0, tokens_of(cue).size),
        "content": (start, tokens.size),
        "lemma": lemma,
        "cue_act": act,
        "act": act,
        "negated": False,
        "said": marked(tokens, start, tokens.size),
        "speaker_words": "",
        "topics": ("transport",),
        "hits": Hits(tokens).within(start, tokens.size),
    }
    return StatementFacts(**given_facts | more)  # type: ignore[arg-type]  # the keys are the fields


def judged(cue: str, lemma: str, act: Act, gap: str, content: str, **more: object) -> dict[str, Stance]:
    """Stances by topic."""
    return {stance.topic: stance for stance in JUDGE.judge(facts(cue, lemma, act, gap, content, **more))}


@pytest.mark.parametrize("case", SIDES, ids=lambda case: f"{case[0]} {case[4]}")
def test_the_side_of_a_statement(case: tuple[str, str, Act, str, str, Polarity]) -> None:
    """Calls support, denials oppose, praise and blame take sides, facts and questions do not."""
    *statement, side = case
    assert judged(*statement)["transport"].polarity == side  # type: ignore[arg-type]  # a tuple without its last


@pytest.mark.parametrize(
    ("content", "nobody", "side"),
    [
        ("البلدية تؤيد ترميم الجسر", False, "support"),
        ("البلدية تؤيد ترميم الجسر", True, "neutral"),
        ("حزبنا يؤيد ترميم الجسر", True, "support"),
    ],
)
def test_a_paper_tells_of_others_stands(content: str, nobody: bool, side: Polarity) -> None:
    """Who is neither a person nor a role takes no side by telling where another stands."""
    assert judged("قال", "قال", "say", " الموقع إن ", content, nobody=nobody)["transport"].polarity == side


@pytest.mark.parametrize("case", LEANINGS, ids=lambda case: f"{case[0]} {case[1]} {case[2]}")
def test_weak_signs_show_a_side_together(case: tuple[str, str, dict[str, object], Polarity]) -> None:
    """Aims, stands further on and views come to a side; reported facts, figures and sources without a person do not."""
    cue, content, more, side = case
    stance = judged(cue, cue, "say", " الوزير إن ", content, **more)["transport"]
    assert (stance.polarity, stance.score < 0.5) == (side, True)


@pytest.mark.parametrize(
    ("content", "speaker", "side"),
    [
        ("الوزارة خصصت مليون دينار للجسر", "وزيرة النقل", "support"),
        ("بلاده بدأت توسيع الجسر", "وزير النقل", "support"),
        ("الوزارة خصصت مليون دينار للجسر", "صياد", "neutral"),
        ("الوزارة توجد قرب الجسر", "وزير النقل", "neutral"),
        ("الوزارة لم تخصص مليما للجسر", "وزير النقل", "oppose"),
    ],
)
def test_who_speaks_for_an_office_stands_for_what_it_does(content: str, speaker: str, side: Polarity) -> None:
    """A minister tells of the measures of his ministry to stand for them; others tell of them."""
    assert judged("قال", "قال", "say", " الوزير إن ", content, speaker_words=speaker)["transport"].polarity == side


def test_a_denied_cue_turns_its_side() -> None:
    """Who does not support opposes; who does not oppose is not taken to support."""
    assert judged("ولا يؤيد", "أيد", "express", " الوزير ", "هدم الجسر", negated=True)["transport"].polarity == "oppose"
    assert judged("ولم ينف", "نفى", "deny", " الوزير ", "هدم الجسر", negated=True)["transport"].polarity == "neutral"


def test_each_topic_has_exactly_one_stance() -> None:
    """In the order of the topics, those that only the paragraph names among them; no topic, no stance."""
    topics = ("oil", "transport", "subject:هيدرا")
    stances = JUDGE.judge(facts("دعا", "دعا", "call", " إلى ", "ترميم الجسر", topics=topics))
    assert tuple(stance.topic for stance in stances) == topics
    assert JUDGE.judge(facts("دعا", "دعا", "call", " إلى ", "ترميم الجسر", topics=())) == ()


def test_neutral_is_what_has_no_evidence() -> None:
    """A neutral stance has the topic's label for a target, no evidence and no weight."""
    stance = judged("قال", "قال", "say", " الوزير إن ", "الجسر طوله مئة متر")["transport"]
    assert (stance.target, stance.evidence, stance.score) == ("النقل", None, 0.0)


def test_the_evidence_is_where_it_says() -> None:
    """The cue is evidence where it takes the side, otherwise the words in the content."""
    text = "أدان الوزير تخريب الجسر"
    evidence = judged("أدان", "أدان", "criticise", " الوزير ", "تخريب الجسر")["transport"].evidence
    assert evidence is not None
    assert (evidence.text, text[evidence.start : evidence.end]) == ("أدان", "أدان")
    evidence = judged("قال", "قال", "say", " الوزير ", "نَرفضُ هدم الجسر")["transport"].evidence
    assert evidence is not None
    assert evidence.text == "نَرفضُ"


def test_words_that_give_the_act_are_the_evidence() -> None:
    """A neutral cue shows no side, so what the content opens with does."""
    stance = judged("قال", "قال", "warn", " الوزير إن ", "غلق الجسر سيكلفنا موسما", cue_act="say")["transport"]
    assert stance.evidence is not None
    assert (stance.polarity, stance.evidence.text) == ("oppose", "غلق الجسر سيكلفنا")


def test_a_topic_named_in_the_content_weighs_more() -> None:
    """A side is surer toward what the content names than toward what stands around it."""
    stances = judged("دعا", "دعا", "call", " إلى ", "ترميم الجسر", topics=("transport", "oil"))
    assert stances["transport"].score > stances["oil"].score > 0


@pytest.mark.parametrize(
    ("content", "topic", "side", "target"),
    [
        ("رفع العقوبات عن الميناء", "sanctions", "oppose", "العقوبات"),
        ("فرض العقوبات على الشركة", "sanctions", "support", "فرض العقوبات على الشركة"),
        ("وقف إطلاق النار فورا", "ceasefire", "support", "وقف إطلاق النار فورا"),
        ("إلغاء عقوبة الإعدام", "death-penalty", "oppose", "عقوبة الإعدام"),
    ],
)
def test_ending_a_thing_is_against_it(content: str, topic: str, side: Polarity, target: str) -> None:
    """A call to end what one can be for or against opposes it."""
    stance = judged("دعا", "دعا", "call", " الاتحاد إلى ", content, topics=(topic,))[topic]
    assert (stance.polarity, stance.target) == (side, target)


@pytest.mark.parametrize(
    ("content", "side"),
    [("نحن ضد العقوبات", "oppose"), ("نؤيد رفع كل أشكال العقوبات", "oppose"), ("نؤيد العقوبات", "support")],
)
def test_a_stand_against_a_thing_turns_no_side(content: str, side: Polarity) -> None:
    """A word that shows the side does not also end what it is toward."""
    assert judged("قال", "قال", "say", " الوزير: ", content, topics=("sanctions",))["sanctions"].polarity == side


def test_two_stands_in_one_statement() -> None:
    """A stand that is joined on holds for what follows it."""
    stances = judged(
        "دعا", "دعا", "call", " الحزب إلى ", "دعم الصحافة ورفض الفساد", topics=("press-freedom", "corruption")
    )
    assert stances["press-freedom"].polarity == "support"
    assert stances["corruption"].polarity == "oppose"


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40), st.text(max_size=200), st.sampled_from(["دعا", "قال", "نفى"]), st.booleans())
def test_any_text_has_stances_whose_evidence_slices(before: str, content: str, lemma: str, negated: bool) -> None:
    """No text makes it fail; evidence is a stretch of the field, and there is one stance for each topic."""
    statement = facts(lemma, lemma, "say", before, content, topics=("oil", "transport"), negated=negated)
    stances = JUDGE.judge(statement)
    assert [stance.topic for stance in stances] == ["oil", "transport"]
    for stance in stances:
        evidence = stance.evidence
        assert stance.target
        assert (evidence is None) is (stance.polarity == "neutral")
        assert evidence is None or statement.tokens.text.original[evidence.start : evidence.end] == evidence.text


def test_sides_on_the_development_articles() -> None:
    """Macro-F of the three sides over annotated statements with their true cues is at least 0.75."""
    path = Path(__file__).parents[3] / "shared" / "wire" / "gold.jsonl"
    if not path.exists():
        pytest.skip("the development articles are not beside the project")
    pairs = [pair for line in path.read_text(encoding="utf-8").splitlines() for pair in _sides(json.loads(line))]
    assert _macro_f(pairs) >= 0.75


def _sides(article: dict) -> list[tuple[str, str]]:  # type: ignore[type-arg]  # a row of annotated JSON
    return [(g["stance"]["polarity"], _side(article, g)) for g in article["statements"]]


def _side(article: dict, gold: dict) -> str:  # type: ignore[type-arg]  # a row of annotated JSON
    text = article["headline"] if gold["field"] == "headline" else article["body_text"]
    start, end = gold["content_start"], gold["content_end"]
    tokens = tokens_of(text)
    starts = [tokens.text.start(start) for start in tokens.starts[: tokens.size]]
    cue, start, end = (bisect_left(starts, gold[name]) for name in ("cue_start", "content_start", "content_end"))
    hits = Hits(tokens)
    terms = hits.within(start, end)
    statement = StatementFacts(
        tokens=tokens,
        cue=(cue, cue + tokens_of(gold["cue"]).size),
        content=(start, end),
        lemma=gold["cue"],
        cue_act=gold["act"],
        act=gold["act"],
        negated=False,
        said=marked(tokens, start, end),
        speaker_words=gold["speaker_resolved"],
        topics=INDEX.of(terms, hits.all, INDEX.around(Hits(tokens_of(article["headline"])).all(), ())),
        hits=terms,
    )
    found = [stance.polarity for stance in JUDGE.judge(statement)] or ["neutral"]
    return gold["stance"]["polarity"] if gold["stance"]["polarity"] in found else found[0]


def _macro_f(pairs: list[tuple[str, str]]) -> float:
    return sum(_f(pairs, side) for side in ("support", "oppose", "neutral")) / 3


def _f(pairs: list[tuple[str, str]], side: str) -> float:
    true = sum(gold == found == side for gold, found in pairs)
    return 2 * true / max(1, sum((gold == side) + (found == side) for gold, found in pairs))
