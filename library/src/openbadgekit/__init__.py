"""openbadgekit: read, verify, issue and bake Open Badges and Verifiable Credentials. Bytes in, report out.

Outside ``shell`` the library opens no socket, no file and no clock. Where to begin:

- ``reading``    the one strict JSON reader          - ``documents``  what a credential says, typed
- ``canonical``  JCS and RDFC-1.0 with a budget      - ``contexts``   the JSON-LD terms that we know, pinned
- ``keys``       keys, DIDs, key documents           - ``proofs``     one file per suite
- ``status``     status lists                        - ``baking``     credentials inside PNG and SVG
- ``issue``      prepare, lint, seal                 - ``verify``     needs, judge, report
- ``shell``      the impure part: command line, fetcher, recorded network
"""

__version__ = "0.1.0"
