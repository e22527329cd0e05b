# Words of dates, numbers and sizes; en.ftl explains the patterns. Digits are Latin.
date-afternoon = م
date-hours-ago = { $count ->
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
   *[other] قبل { $count } ساعة
}
date-just-now = الآن
date-minutes-ago = { $count ->
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
   *[other] قبل { $count } دقيقة
}
date-month-1 = يناير
date-month-2 = فبراير
date-month-3 = مارس
date-month-4 = أبريل
date-month-5 = مايو
date-month-6 = يونيو
date-month-7 = يوليو
date-month-8 = أغسطس
date-month-9 = سبتمبر
date-month-10 = أكتوبر
date-month-11 = نوفمبر
date-month-12 = ديسمبر
date-month-short-1 = يناير
date-month-short-2 = فبراير
date-month-short-3 = مارس
date-month-short-4 = أبريل
date-month-short-5 = مايو
date-month-short-6 = يونيو
date-month-short-7 = يوليو
date-month-short-8 = أغسطس
date-month-short-9 = سبتمبر
date-month-short-10 = أكتوبر
date-month-short-11 = نوفمبر
date-month-short-12 = ديسمبر
date-morning = ص
date-pattern-full = d MMMM y، h:mm a
date-pattern-long = d MMMM y
date-pattern-short = d MMM
date-pattern-short-year = d MMM y
date-pattern-time = h:mm a
date-yesterday = أمس
number-decimal = { "." }
number-group = { "," }
size-bytes = { $count ->
    [zero] { $size } بايت
    [one] بايت واحد
    [two] بايتان
    [few] { $size } بايتات
   *[other] { $size } بايت
}
size-gigabytes = { $size } غ.ب
size-kilobytes = { $size } ك.ب
size-megabytes = { $size } م.ب
