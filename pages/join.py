"""Join: /join?code=CODE comes into a class; without a code, the classes that one is in and one's other devices."""

from trainer.ui import classroom, draw

draw.join.page(classroom.current_join(), do=classroom.do)
