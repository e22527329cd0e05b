theme-hours = أوقات الرد
theme-numbered = مرقّم
theme-picture-above = الصورة أعلاه
theme-spine = لون الشريط الجانبي
theme-tagline = السطر أسفل الاسم
