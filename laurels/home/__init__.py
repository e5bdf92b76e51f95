"""Home: one start page for each actor, the first-run questions.

Owns no rows. In: who is signed in. Out: the one next step, through the services of the rooms below."""
