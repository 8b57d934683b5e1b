"""Sign in: /signin for instructors; /signin?invite=TOKEN makes an account."""

from trainer.ui import classroom, draw

draw.signin.page(classroom.current_sign_in())
