"""Class: an instructor's classes; /class?class=ID is one of them."""

from trainer.ui import classroom, draw, session

draw.classroom.page(classroom.current_classes(), way=classroom.way, do=classroom.do, when=session.when)
