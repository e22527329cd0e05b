# Words of dates, numbers and sizes; en.ftl explains the patterns.
date-afternoon = PM
date-hours-ago = vor { $count } Std.
date-just-now = gerade eben
date-minutes-ago = vor { $count } Min.
date-month-1 = Januar
date-month-2 = Februar
date-month-3 = März
date-month-4 = April
date-month-5 = Mai
date-month-6 = Juni
date-month-7 = Juli
date-month-8 = August
date-month-9 = September
date-month-10 = Oktober
date-month-11 = November
date-month-12 = Dezember
date-month-short-1 = Jan.
date-month-short-2 = Feb.
date-month-short-3 = März
date-month-short-4 = Apr.
date-month-short-5 = Mai
date-month-short-6 = Juni
date-month-short-7 = Juli
date-month-short-8 = Aug.
date-month-short-9 = Sept.
date-month-short-10 = Okt.
date-month-short-11 = Nov.
date-month-short-12 = Dez.
date-morning = AM
date-pattern-full = d. MMMM y, HH:mm
date-pattern-long = d. MMMM y
date-pattern-short = d. MMM
date-pattern-short-year = d. MMM y
date-pattern-time = HH:mm
date-yesterday = gestern
number-decimal = { "," }
number-group = { "." }
size-bytes = { $count ->
    [one] { $size } Byte
   *[other] { $size } Bytes
}
size-gigabytes = { $size } GB
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
