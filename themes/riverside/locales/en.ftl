theme-hours = When you answer
theme-numbered = Numbered
theme-picture-above = Picture above it
theme-spine = Colour of the side
theme-tagline = Line below the name
