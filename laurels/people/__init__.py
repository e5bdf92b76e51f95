"""People: who somebody is, where she works, and what she may do there.

Owns persons, proven addresses and passkeys (through allauth), organisations with their mode, teams, sites, jobs, membership with
line managers, roles, printed codes and the installation's own row. In: nothing. Out: facts organisation.created,
organisation.changed, member.added, member.changed, member.left, manager.changed, job.begun, job.ended, role.granted,
role.withdrawn.
"""
