account-menu = حساب { $name }
address-label = البريد الإلكتروني
announcement = إعلان
answer-back = العودة إلى المقال
answer-done = سيقرأ كاتب المقال ما قلته.
answer-helpful = نعم
answer-not-helpful = لا
answer-question = هل أفادك هذا المقال؟
answer-reason-incomplete = ينقصه شيء
answer-reason-other = كنت أبحث عن شيء آخر
answer-reason-unclear = يصعب فهمه
answer-reason-wrong = خاطئ أو قديم
answer-reasons = ما السبب؟
answer-send = إرسال
answer-text = بكلماتك
answer-text-hint = الرجاء عدم كتابة ما يحتاج إلى رد أو أي بيانات شخصية هنا.
answer-thanks = شكرًا لك
answer-why = هل تود أن تخبرنا لماذا لم يفدك؟ لست مضطرًا.
answer-yes = يسعدنا أنه أفادك.
article-contact = هل ما زال لديك سؤال؟
article-contact-text = أخبرنا بما كنت تبحث عنه وسنجيبك.
article-contents = في هذه الصفحة
article-foreign = هذا المقال غير متوفر بلغتك بعد.
article-foreign-shown = أنت تقرأه بهذه اللغة:
article-internal = داخلي: لفريقك فقط
article-minutes = { $count ->
    [one] دقيقة واحدة للقراءة
    [zero] أقل من دقيقة للقراءة
    [two] دقيقتان للقراءة
    [few] { $count } دقائق للقراءة
   *[other] { $count } دقيقة للقراءة
}
article-outdated = تغيّر النص الأصلي لهذه الترجمة منذ ذلك الحين، وقد يكون بعضها قديمًا.
article-related = تابع القراءة
article-search-before = الصفحة السابقة
article-search-everywhere = كل الفئات
article-search-found = { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
article-search-in = في
article-search-label = البحث في مركز المساعدة
article-search-more = الصفحة التالية
article-search-none = لا نتائج لـ «{ $q }»
article-search-none-text = جرّب كلمات أقل أو كلمات أخرى. الأخطاء الإملائية وصيغ الكلمات لا تمنع العثور عليها.
article-search-placeholder = عمّ تبحث؟
article-search-title = بحث
article-tags = الوسوم
article-updated = آخر تحديث
articles-featured = الأكثر طلبًا
articles-title = المقالات
attachments-label = { $count ->
    [zero] لا ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفًا
   *[other] { $count } ملف
}
cancel = إلغاء
categories-below = مواضيع فرعية
categories-title = المواضيع
category-count = { $count ->
    [one] مقال واحد
    [zero] لا مقالات
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
category-empty = لا شيء هنا بعد
category-empty-text = ما إن يُكتب شيء عن هذا الموضوع حتى تجده هنا.
channel-chat = دردشة
channel-email = بريد إلكتروني
channel-facebook = ماسنجر
channel-form = نموذج
channel-instagram = إنستغرام
channel-portal = البوابة
channel-sms = رسالة نصية
channel-twitter-dm = رسالة مباشرة على إكس
channel-whatsapp = واتساب
characters-left = الأحرف المتبقية: { $number }
characters-limit = عدد الأحرف الأقصى: { $number }
characters-over = أحرف زائدة: { $number }
code-label = الرمز المكوّن من 6 أرقام
contact-answer-close = نعم، أغلق طلبي
contact-answer-question = هل أجاب هذا عن سؤالك؟
contact-answer-send = لا، أرسل طلبي
contact-answer-text = لم يُرسل طلبك «{ $subject }» بعد.
contact-choose = يرجى الاختيار
contact-done-closed-text = أُغلق طلبك ولم يُرسل، ولم نحتفظ بشيء مما كتبته.
contact-done-closed-title = يسعدنا أن ذلك أفادك
contact-done-held-login = تأكيد عنواني
contact-done-held-text = يرجى تأكيد بريدك الإلكتروني برمز لمرة واحدة. يُرسل طلبك فور التأكيد، وينتظر حتى ذلك الحين أسبوعًا على الأكثر.
contact-done-held-title = خطوة واحدة بعد
contact-done-sent-login = سجّل الدخول لمتابعته
contact-done-sent-text = وصلنا طلبك وسنجيبك في أقرب وقت.
contact-done-sent-title = شكرًا لك
contact-email-hint = نجيبك على هذا العنوان.
contact-foreign = هذا النموذج غير متوفر بلغتك بعد. يُعرض باللغة
contact-holds = بدون جافاسكربت نطلب منك تأكيد بريدك الإلكتروني بعد الإرسال.
contact-home = العودة إلى الصفحة الرئيسية
contact-link = اتصل بنا
contact-mail = البريد الإلكتروني
contact-name = اسمك
contact-optional = اختياري
contact-other = العودة إلى المقالات الأخرى
contact-outdated = تغيّر أصل هذه الترجمة منذ ذلك الحين، وقد يكون بعضها قديمًا.
contact-phone-hint = مع رمز البلد، مثل ‎+49 30 123456.
contact-required = يرجى الإجابة عن جميع الأسئلة غير المعلّمة بأنها اختيارية.
contact-send = إرسال
contact-sender = تكتب باسم { $name }
contact-suggestions-lead = قد تجيب هذه المقالات عن طلبك «{ $subject }». لم يُرسل بعد.
contact-suggestions-none = لا يفيدك أي منها؟
contact-suggestions-send = أرسل طلبي
contact-suggestions-title = قبل الإرسال
contact-when = فقط إذا كانت إجابة «{ $label }» هي «{ $answer }»
contact-when-ticked = فقط إذا كان «{ $label }» محددًا
contact-working = جارٍ التحقق …
conversation-done-action = إنهاء المحادثة
conversation-done-cancel = إبقاؤها مفتوحة
conversation-done-final = لن تتمكن من إعادة فتحها هنا، لكن يمكنك بدء محادثة جديدة متى شئت.
conversation-done-reopens = إن طرأ شيء آخر فأرسل رسالة جديدة، وستُفتح المحادثة من جديد.
conversation-done-title = هل انتهى كل شيء على ما يرام؟
conversation-print = طباعة
conversation-reload = التحقق من الرسائل الجديدة
conversation-start = بدء محادثة
conversation-start-action = إرسال الرسالة
conversation-start-lead = أخبرنا بما يشغلك، وسنجيبك هنا وعبر البريد الإلكتروني.
conversation-survey = ما مدى رضاك عن مساعدتنا؟
conversation-survey-link = قيّم هذه المحادثة
conversations-empty = لا توجد محادثات بعد
conversations-empty-done = لا توجد محادثات منتهية بعد
conversations-empty-filter-text = ما زالت المحادثات ذات الحالات الأخرى هنا.
conversations-empty-open = لا توجد محادثات مفتوحة
conversations-empty-search = لا نتائج عن «{ $q }»
conversations-empty-search-text = جرّب كلمات أقل أو كلمات أخرى، أو ابحث برقم مثل 1042. نبحث في المواضيع والرسائل وأسماء الملفات.
conversations-empty-text = ما إن تكتب إلينا، بالبريد أو بالدردشة أو من هنا مباشرة، حتى تظهر المحادثة في هذا المكان.
conversations-show-all = عرض كل المحادثات
conversations-title = محادثاتي
crumbs = أنت هنا
details-brand = العلامة التجارية
details-channels = { $count ->
    [zero] القنوات
    [one] القناة
    [two] القناتان
    [few] القنوات
    [many] القنوات
   *[other] القنوات
}
details-created = تاريخ البدء
details-joint = {"، "}
details-no = لا
details-priority = الأولوية
details-status = الحالة
details-tags = الوسوم
details-team = الفريق
details-title = التفاصيل
details-yes = نعم
device-current = هذا الجهاز
device-last-seen = آخر استخدام
device-sign-out = تسجيل الخروج
device-sign-out-label = تسجيل الخروج من { $name }
device-signed-in = تاريخ تسجيل الدخول:
devices-everywhere-action = تسجيل الخروج من كل الأجهزة
devices-everywhere-text = تنتهي كل الجلسات بما فيها هذه، ثم يمكنك الدخول من جديد برمز جديد.
devices-everywhere-title = هل فقدت جهازًا؟
devices-lead = هذه هي الأجهزة المسجَّل دخولك عليها الآن. سجّل الخروج من أي جهاز لا تعرفه.
devices-title = أجهزتك
draft-restored = استعدنا لك ما كنت قد كتبته.
error-401-ended = انتهت جلستك. سجّل الدخول من جديد وستعود إلى حيث كنت.
error-401-failed = لم ينجح تسجيل الدخول. ربما استُخدم الرابط أو الرمز من قبل أو انتهت صلاحيته. يُرجى البدء من جديد.
error-401-team = لم تنجح طريقة الدخول هذه: فهي تعمل مرة واحدة ولمدة دقيقة. ابدأ من جديد ليدخلك التطبيق.
error-401-title = لم يُسجَّل دخولك
error-404-text = ربما كُتب العنوان خطأً، أو لم تعد الصفحة موجودة.
error-404-title = لم نعثر على هذه الصفحة
error-429-text = { $minutes ->
    [zero] يمكنك المحاولة من جديد الآن.
    [one] انتظر دقيقة ثم حاول من جديد.
    [two] انتظر دقيقتين ثم حاول من جديد.
    [few] انتظر { $minutes } دقائق ثم حاول من جديد.
    [many] انتظر { $minutes } دقيقة ثم حاول من جديد.
   *[other] انتظر { $minutes } دقيقة ثم حاول من جديد.
}
error-429-title = محاولات كثيرة في وقت قصير
error-500-id = الرقم المرجعي
error-500-text = الخطأ من جانبنا وليس منك، وقد سجّلناه. يُرجى المحاولة بعد قليل.
error-500-title = حدث خطأ ما
error-home = إلى الصفحة الرئيسية
error-refused-text = تعذّر قبوله بهذه الصورة، فربما تغيّر شيء قبل لحظات أو كان حجمه كبيرًا جدًا. يُرجى العودة والتحقق ثم المحاولة من جديد.
error-refused-title = لم يتم ذلك
error-retry = حاول من جديد
event-done = تم إنهاء المحادثة
event-merged = دُمجت المحادثة رقم { $number } في هذه المحادثة
event-opened = بدأت المحادثة
event-reopened = أُعيد فتح المحادثة
excerpt-you = أنت:
file-download = تنزيل
file-redacted = حُذف هذا الملف
file-remove = إزالة { $name }
file-size-kb = { $size } ك.ب
file-size-mb = { $size } م.ب
file-too-large = كبير جدًا
file-wrong-type = نوع غير مسموح به
files-kept = ملفات رُفعت من قبل
files-label = إرفاق ملفات
files-limit = { $count ->
    [zero] لا يمكن إرفاق ملفات
    [one] ملف واحد لا يتجاوز { $size }: XLSX أو CSV أو DOC أو DOCX أو XML أو PDF أو GIF أو JPG أو PNG
    [two] ملفان على الأكثر، لا يتجاوز كل منهما { $size }: XLSX أو CSV أو DOC أو DOCX أو XML أو PDF أو GIF أو JPG أو PNG
    [few] حتى { $count } ملفات، لا يتجاوز كل منها { $size }: XLSX أو CSV أو DOC أو DOCX أو XML أو PDF أو GIF أو JPG أو PNG
    [many] حتى { $count } ملفًا، لا يتجاوز كل منها { $size }: XLSX أو CSV أو DOC أو DOCX أو XML أو PDF أو GIF أو JPG أو PNG
   *[other] حتى { $count } ملف، لا يتجاوز كل منها { $size }: XLSX أو CSV أو DOC أو DOCX أو XML أو PDF أو GIF أو JPG أو PNG
}
files-too-many = زائد عن العدد
filter-all = الكل
filter-done = منتهية
filter-label = تصفية حسب الحالة
filter-open = مفتوحة
flash-address-added = أصبح هذا العنوان لك. يمكنك تسجيل الدخول به.
flash-address-removed = تمت إزالة العنوان.
flash-code-sent = رمز جديد في الطريق إليك، ولم يعد الرمز السابق صالحًا.
flash-conversation-already-done = هذه المحادثة منتهية بالفعل.
flash-conversation-done = أُنهيت المحادثة. شكرًا لك!
flash-conversation-started = وصلتنا رسالتك. سنجيبك هنا وعبر البريد الإلكتروني.
flash-cursor-damaged = لم تعد تلك الصفحة من القائمة موجودة. هذه هي الصفحة الأولى.
flash-device-signed-out = سُجّل الخروج من الجهاز.
flash-message-sent = أُرسلت رسالتك.
flash-settings-saved = تم حفظ إعداداتك.
flash-signed-out = سُجّل خروجك.
flash-signed-out-everywhere = سُجّل خروجك من كل الأجهزة.
head-description = { $title }: إجابات وإرشادات في مركز المساعدة لدى { $brand }.
home-ask = بِمَ يمكننا مساعدتك؟
home-card-contact = تفضّل طريقة أخرى؟ إليك كيف تصل إلينا.
home-card-conversations = كل ما كتبته إلينا وكل إجابة منا، في مكان واحد.
home-card-start = صِف ما تحتاج إليه، وأرفق صورًا أو مستندات، ثم أرسل.
home-heading = كيف يمكننا مساعدتك؟
home-hello = أهلًا بعودتك، { $name }
home-lead = اسألنا عما تشاء، وستجد هنا كل إجاباتنا أيًّا كانت الطريقة التي كتبت بها إلينا.
home-link = مركز المساعدة
home-recent = تابع من حيث توقفت
home-recent-all = كل المحادثات
home-step-answer = احصل على الإجابة
home-step-answer-text = نجيبك هنا وفي بريدك. ردّ من أيّ منهما، وتبقى المحادثة واحدة.
home-step-read = كل شيء أمامك
home-step-read-text = البريد والدردشة والرسائل النصية ورسائل الشبكات الاجتماعية في قائمة واحدة.
home-step-sign-in = ادخل بلا كلمة مرور
home-step-sign-in-text = اكتب بريدك الإلكتروني لنرسل إليك رمزًا. هذا كل شيء.
home-steps = كيف يعمل
home-title = مركز المساعدة
home-ways = طرق الحصول على المساعدة
language-choose = اختيار اللغة
last-activity = آخر نشاط
login-action = تسجيل الدخول
login-code-help = لم تصلك الرسالة؟ تحقق من مجلد الرسائل غير المرغوب فيها ومن صحة العنوان.
login-code-lead = أرسلنا رمزًا من 6 أرقام إلى { $address }. وهو صالح { $minutes ->
    [zero] للحظات
    [one] لدقيقة واحدة
    [two] لدقيقتين
    [few] لمدة { $minutes } دقائق
    [many] لمدة { $minutes } دقيقة
   *[other] لمدة { $minutes } دقيقة
  }.
login-code-title = تفقّد بريدك الإلكتروني
login-confirm-action = نعم، سجّل الدخول
login-confirm-cancel = لا، خروج
login-confirm-lead = لم تصل إلى هنا من رابط تسجيل الدخول لدى { $brand }. تابع فقط إذا كان هذا العنوان عنوانك.
login-confirm-title = هل تريد تسجيل الدخول باسم { $address }؟
login-lead = اطّلع على محادثاتك مع { $brand }. نرسل إليك رمزًا بالبريد الإلكتروني، فلا حاجة إلى كلمة مرور.
login-link-code-help = لا تُعطِ هذا الرمز لأي شخص يطلبه. نحن لا نطلبه أبدًا.
login-link-code-lead = فتحت هذا الرابط في متصفح آخر. اكتب هذا الرمز حيث بدأت تسجيل الدخول.
login-link-code-title = رمزك
login-link-lead = أنت على وشك الدخول باسم { $address }.
login-link-title = أهلًا بعودتك
login-other-address = استخدام عنوان آخر
login-resend = إرسال رمز جديد
login-send-code = أرسل إليّ رمزًا
login-sign-on-action = تسجيل الدخول بحسابك لدى { $brand }
login-sign-on-lead = استخدم حسابك لدى { $brand } أو دعنا نرسل إليك رمزًا بالبريد الإلكتروني.
login-sign-on-or = أو عبر البريد الإلكتروني
login-team = عضو في الفريق
login-team-only = لا شيء هنا للعملاء. إذا كنت تعمل لدى { $brand } فسجّل الدخول بحسابك.
login-title = تسجيل الدخول
logout-action = تسجيل الخروج
logout-lead = ستُحذف من هذا الجهاز الرسائل التي لم ترسلها بعد.
logout-lead-team = ستغادر مركز المساعدة وتبقى مسجّل الدخول في التطبيق.
logout-stay = البقاء
logout-title = هل تريد تسجيل الخروج؟
look-end = عرض السمة المنشورة
look-preview = أنت تشاهد سمة لم تُنشر بعد.
mail-address-life = يعمل الرمز لمدة { $minutes } دقيقة، مرة واحدة، على الجهاز الذي طُلب منه.
mail-address-not-you = ألم تكن أنت؟ إذًا لا تخبر أحدًا بالرمز: فمن يملكه يستطيع إضافة عنوانك إلى حساب خاص به. وبدونه لا يحدث شيء.
mail-address-subject = أكّد عنوانك لدى { $brand }
mail-address-text = يريد شخص ما إضافة هذا العنوان إلى حسابه. إن كنت أنت، فاكتب هذا الرمز في صفحة إعداداتك:
mail-address-title = هل هذا عنوانك أيضًا؟ – { $brand }
mail-code-life = يعمل الرمز مرة واحدة ولمدة { $minutes } دقيقة، في المتصفح الذي طلبته منه.
mail-code-link = افتح صفحة تسجيل الدخول
mail-code-not-you = ألم تطلب هذا؟ إذًا تجاهل هذه الرسالة؛ لا يسجّل أحد الدخول بدون الرمز.
mail-code-subject = تسجيل الدخول إلى { $brand }
mail-code-text = اكتب هذا الرمز في الصفحة التي بدأت فيها تسجيل الدخول:
mail-code-title = تسجيل الدخول إلى { $brand }
mail-files =
    { $count ->
        [zero] لا توجد ملفات مع هذا الرد
        [one] مع هذا الرد ملف واحد
        [two] مع هذا الرد ملفان
        [few] مع هذا الرد { $count } ملفات
       *[other] مع هذا الرد { $count } ملفًا
    }
mail-form-held = ملأ شخص ما أحد نماذجنا بعنوان بريدك الإلكتروني. إن كنت أنت، فسجّل الدخول بهذا العنوان: عندها يصلنا ما كتبته. وهو ينتظر أسبوعًا.
mail-form-link = سجّل الدخول بهذا العنوان
mail-form-not-you = لم تكن أنت؟ إذًا تجاهل هذه الرسالة. ما كُتب ليس فيها، ولن تصلك رسالة أخرى اليوم.
mail-form-subject = استلمت { $brand } طلبًا
mail-form-text = ملأ شخص ما أحد نماذجنا بعنوان بريدك الإلكتروني. إن كنت أنت: فقد وصلنا ما كتبته، وسنرد على هذا العنوان. سجّل الدخول به لتتابع طلبك.
mail-form-title = طلب إلى { $brand }
mail-number = رقم محادثتك هو { $number }. يمكنك ببساطة الرد على هذه الرسالة.
mail-settings = إعدادات البريد
mail-survey-question = ما مدى رضاك عن مساعدتنا؟
mail-survey-subject = كيف كان أداؤنا؟ تود { $brand } أن تعرف
mail-survey-text = تم إنجاز طلبك رقم { $number }. اختر إجابة؛ فتُفتح صفحة ترسلها منها.
mail-survey-why = تصلك هذه الرسالة مرة واحدة لأنك كتبت إلى { $brand }.
mail-view = اعرض المحادثة في البوابة
mail-wrote = كتب { $who } في { $when }:
main-menu = القائمة الرئيسية
message-from-you = أنت:
message-label = الرسالة
message-new = رسالة جديدة
message-quoted = عرض النص المقتبس
message-redacted = حُذفت هذه الرسالة
message-redacted-part = حُذف شيء من هذه الرسالة
message-sending = جارٍ الإرسال…
message-sent = أُرسلت
message-unreached = لا يمكن الوصول إلينا في الوقت الحالي. ما كتبته ما زال هنا.
message-unsent = لم تُرسل.
messages-label = الرسائل من الأقدم إلى الأحدث
messages-older = عرض الرسائل الأقدم
my-settings-addresses = عناوين بريدك الإلكتروني
my-settings-addresses-add = إضافة عنوان آخر
my-settings-addresses-current = سجلت الدخول به
my-settings-addresses-hint = يمكنك تسجيل الدخول بأي منها. نرسل رمزاً إلى العنوان الجديد للتأكد من أنه لك.
my-settings-addresses-remove = إزالة
my-settings-addresses-remove-label = إزالة { $address }
my-settings-as-browser = حسب إعدادات متصفحك
my-settings-code-action = تأكيد
my-settings-code-lead = أرسلنا رمزاً إلى { $address }. يعمل لمدة { $minutes } دقائق، على هذا الجهاز فقط.
my-settings-code-other = عنوان آخر
my-settings-devices = { $count ->
    [one] أنت مسجل الدخول على هذا الجهاز فقط.
   *[other] عدد الأجهزة التي سجلت الدخول عليها: { $count }.
}
my-settings-devices-action = عرض أجهزتك
my-settings-language = اللغة
my-settings-language-hint = لرسائلنا الإلكترونية إليك، وللصفحات التي لا يذكر عنوانها لغة.
my-settings-mails = أرسلوا إليّ الردود بالبريد الإلكتروني
my-settings-mails-hint = بدونها تجد الردود ضمن محادثاتك. رموز تسجيل الدخول تُرسل دائماً.
my-settings-name = اسمك
my-settings-name-hint = هكذا نخاطبك. بدون اسم نستخدم عنوان بريدك الإلكتروني.
my-settings-save = حفظ
my-settings-title = إعداداتي
my-settings-zone = المنطقة الزمنية
order-activity-newest = آخر نشاط
order-activity-oldest = أقدم نشاط
order-created-newest = الأحدث أولًا
order-created-oldest = الأقدم أولًا
order-label = الترتيب:
paging-label = الصفحات
paging-next = التالي
paging-previous = السابق
preview-notice = هذه مسودة لا يراها إلا من لديه هذا الرابط.
preview-until = الرابط صالح حتى
priority-1 = الأدنى
priority-2 = منخفضة
priority-3 = عادية
priority-4 = عالية
priority-5 = عاجلة
problem-address-apart = أكثر من سجل لدينا يحمل العنوان الذي سجلت الدخول به، لذلك لا يمكن إضافة شيء إليه. يُرجى مراسلتنا.
problem-address-invalid = يُرجى إدخال بريد إلكتروني مثل name@example.com.
problem-address-kept = يبقى هذا العنوان: إنه آخر عنوان أثبتّه، أو الذي سجلت الدخول به.
problem-address-own = هذا العنوان لك بالفعل.
problem-address-taken = أثبت شخص آخر هذا العنوان هنا. إذا كان لك، يُرجى مراسلتنا.
problem-choice-unknown = يرجى اختيار إحدى الإجابات.
problem-code-ended = لم يعد هذا الرمز صالحًا. يُرجى طلب رمز جديد.
problem-code-wrong = { $left ->
    [zero] الرمز غير صحيح، ولم تبقَ لك محاولات.
    [one] الرمز غير صحيح. بقيت لك محاولة واحدة.
    [two] الرمز غير صحيح. بقيت لك محاولتان.
    [few] الرمز غير صحيح. بقيت لك { $left } محاولات.
    [many] الرمز غير صحيح. بقيت لك { $left } محاولة.
   *[other] الرمز غير صحيح. بقيت لك { $left } محاولة.
}
problem-field-empty = يرجى الإجابة عن هذا.
problem-field-long = يرجى استخدام { $max } حرفًا على الأكثر.
problem-field-value = هذا لا يناسب المطلوب هنا.
problem-file-damaged = الملف { $name } تالف أو لا يطابق محتواه اسمه.
problem-file-empty = الملف { $name } فارغ.
problem-file-large = حجم الملف { $name } أكبر من { $limit } م.ب.
problem-file-mismatch = محتوى { $name } لا يطابق اسمه.
problem-file-type = لا يمكننا قبول نوع الملف { $name }.
problem-files-many = { $limit ->
    [zero] لا يمكن إرفاق ملفات.
    [one] يُرجى إرفاق ملف واحد على الأكثر.
    [two] يُرجى إرفاق ملفين على الأكثر.
    [few] يُرجى إرفاق { $limit } ملفات على الأكثر.
    [many] يُرجى إرفاق { $limit } ملفًا على الأكثر.
   *[other] يُرجى إرفاق { $limit } ملف على الأكثر.
}
problem-form-empty = يرجى كتابة شيء قبل الإرسال.
problem-form-hasty = كان ذلك سريعًا جدًا. يرجى الإرسال مرة أخرى بعد عشر ثوانٍ.
problem-form-long = هذا كله طويل جدًا. يرجى اختصاره.
problem-form-often = أُرسلت طلبات كثيرة. يرجى الانتظار قليلًا ثم الإرسال مرة أخرى؛ ما كتبته ما زال هنا.
problem-language-unspoken = مركز المساعدة هذا لا يتوفر بتلك اللغة. يُرجى اختيار لغة أخرى.
problem-mail-off = لا يمكننا إرسال البريد الإلكتروني حاليًا. يُرجى المحاولة لاحقًا.
problem-name-long = يُرجى استخدام { $limit } حرفاً كحد أقصى.
problem-phone-invalid = يرجى إدخال رقم هاتف مثل ‎+49 30 123456.
problem-rating-missing = اختر إحدى الإجابات.
problem-reopen-off = هذه المحادثة مغلقة ولم يعد الرد عليها ممكنًا.
problem-send-limit = أرسلت الكثير خلال الساعة الماضية. يُرجى الانتظار قليلًا ثم المحاولة من جديد.
problem-subject-empty = يُرجى كتابة موضوع.
problem-subject-long = { $limit ->
    [zero] الموضوع طويل جدًا.
    [one] يُرجى الاكتفاء بحرف واحد.
    [two] يُرجى الاكتفاء بحرفين.
    [few] يُرجى ألا يتجاوز الموضوع { $limit } أحرف.
    [many] يُرجى ألا يتجاوز الموضوع { $limit } حرفًا.
   *[other] يُرجى ألا يتجاوز الموضوع { $limit } حرف.
}
problem-text-broken = يحتوي هذا النص على حرف لا يمكن حفظه.
problem-text-empty = يُرجى كتابة رسالة أو إرفاق ملف.
problem-text-long = رسالتك أطول من المسموح { $over ->
    [zero] قليلًا
    [one] بحرف واحد
    [two] بحرفين
    [few] بمقدار { $over } أحرف
    [many] بمقدار { $over } حرفًا
   *[other] بمقدار { $over } حرف
  }.
problem-upload-broken-off = انقطع الرفع. يُرجى المحاولة مرة أخرى.
problem-zone-unknown = لا توجد منطقة زمنية بهذا الاسم. يُرجى اختيار واحدة من القائمة.
reply-action = إرسال
reply-closed = هذه المحادثة مغلقة ولا تقبل ردودًا بعد الآن.
reply-closed-new = يمكنك إرسال ما كتبته في محادثة جديدة.
reply-label = ردّك
reply-reopens = إرسال رسالة يعيد فتح هذه المحادثة.
reply-title = الرد
search-action = بحث
search-clear = مسح البحث
search-label = البحث في محادثاتك
search-placeholder = ابحث في المحادثات
session-ends-soon = سيُسجَّل خروجك خلال أقل من دقيقتين. ما تكتبه الآن محفوظ على هذا الجهاز.
session-over = انتهت جلستك وسُجّل خروجك. ما كتبته محفوظ على هذا الجهاز.
skip-to-content = الانتقال إلى المحتوى
status-done = منتهية
status-open = مفتوحة
subject-label = الموضوع
subject-none = بلا موضوع
survey-again = غيّر إجابتك
survey-done = نقرأ كل إجابة، وهي تساعدنا على التحسّن.
survey-home = إلى مركز المساعدة
survey-introduction = تصل إجابتك إلى من ساعدك.
survey-over = لم يعد بالإمكان الإجابة عن هذا السؤال
survey-over-text = انتهت مدته، أو أُعيد فتح المحادثة. يمكنك أن تكتب إلينا في أي وقت.
survey-question = ما مدى رضاك عن مساعدتنا؟
survey-rated = اخترت «{ $rating }».
survey-rating-1 = غير راضٍ أبدًا
survey-rating-2 = غير راضٍ إلى حد ما
survey-rating-3 = بين بين
survey-rating-4 = راضٍ إلى حد ما
survey-rating-5 = راضٍ جدًا
survey-send = أرسل الإجابة
survey-send-text = إرسال
survey-skip = هذا كل شيء
survey-thanks = شكرًا على إجابتك
survey-why-content = ما الذي أحسنّا فعله؟
survey-why-other = ما الذي كان علينا أن نفعله على نحو أفضل؟
tag-lead = { $count ->
    [one] مقال واحد يحمل هذا الوسم.
    [zero] لا مقالات تحمل هذا الوسم.
    [two] مقالان يحملان هذا الوسم.
    [few] { $count } مقالات تحمل هذا الوسم.
    [many] { $count } مقالًا يحمل هذا الوسم.
   *[other] { $count } مقال يحمل هذا الوسم.
}
text-kept = ما كتبته
theme-accent = اللون المميز
theme-announcement = الإعلان
theme-contact = التواصل
theme-copyright = السطر الأخير
theme-corners = استدارة الزوايا
theme-cover = مقدار تغطية الصورة
theme-design = التصميم
theme-featured = الأكثر طلبًا
theme-font = الخط
theme-font-sansserif = بلا زوائد
theme-font-serif = بزوائد
theme-font-systemui = خط الجهاز
theme-font-uirounded = مستدير
theme-font-uiserif = خط الجهاز بزوائد
theme-footer = التذييل
theme-ground = الخلفية في النمط الفاتح
theme-header = الترويسة
theme-heading = العنوان
theme-heading-font = خط العناوين
theme-heading-font-inherit = الخط نفسه
theme-heading-font-serif = بزوائد
theme-heading-font-systemui = خط الجهاز
theme-heading-font-uirounded = مستدير
theme-heading-font-uiserif = خط الجهاز بزوائد
theme-home-only = في الصفحة الرئيسية فقط
theme-icon = الأيقونة
theme-lead = النص أسفله
theme-link-label = كلمات الرابط
theme-link-url = وجهة الرابط
theme-links = الروابط
theme-logo = الشعار
theme-picture = الصورة في الخلفية
theme-prompt = الكلمات في مربع البحث
theme-search = الترحيب والبحث
theme-show-name = الاسم بجانب الشعار
theme-shown = ظاهر
theme-social = أماكن أخرى
theme-text = النص
theme-text-size = حجم النص
unread = غير مقروءة
