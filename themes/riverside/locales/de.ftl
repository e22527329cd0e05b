theme-hours = Wann Sie antworten
theme-numbered = Nummeriert
theme-picture-above = Bild darüber
theme-spine = Farbe der Seitenleiste
theme-tagline = Zeile unter dem Namen
