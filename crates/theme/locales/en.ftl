# Words of dates, numbers and sizes. Date patterns use the letters of Unicode's date field symbols (UTS 35):
# d day, MMM and MMMM month, y year, HH and h hour, mm minute, a half of the day; other words stand in 'quotes'.
date-afternoon = PM
date-hours-ago = { $count } h ago
date-just-now = just now
date-minutes-ago = { $count } min ago
date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December
date-month-short-1 = Jan
date-month-short-2 = Feb
date-month-short-3 = Mar
date-month-short-4 = Apr
date-month-short-5 = May
date-month-short-6 = Jun
date-month-short-7 = Jul
date-month-short-8 = Aug
date-month-short-9 = Sep
date-month-short-10 = Oct
date-month-short-11 = Nov
date-month-short-12 = Dec
date-morning = AM
date-pattern-full = d MMMM y, HH:mm
date-pattern-long = d MMMM y
date-pattern-short = d MMM
date-pattern-short-year = d MMM y
date-pattern-time = HH:mm
date-yesterday = yesterday
number-decimal = { "." }
number-group = { "," }
size-bytes = { $count ->
    [one] { $size } byte
   *[other] { $size } bytes
}
size-gigabytes = { $size } GB
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
