"""The film that is cut: the form, the styles, its steps, and the jobs that plan it."""
