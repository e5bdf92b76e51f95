"""Programmes: whole programmes as files (format mc-programme/1).

Owns reading, loading and the report of what was left for later. In: files. Out: organisations, people, badges and awards,
all through the services of the rooms below. The demonstration's doors live in the sub-app `programmes.demo`."""
