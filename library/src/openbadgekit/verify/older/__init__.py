"""Judging Open Badges 2.0 and 1.x: believed because of where they stand (hosted), or because of who signed them (signed).

``chain`` follows the addresses from an award to its badge class and its issuer; each other file answers one question.
"""
