"""Endorsement: somebody outside puts her name to a badge version, an issuer or a credential.

Owns endorsers, requests by signed link, comments, endorsements and their conditions. In: a request of an owner, the answer of an
endorser who has no account, a document that she signed elsewhere. Out: endorsements for badges, pages and verdicts; facts
version.endorsed, issuer.endorsed, credential.endorsed, endorsement.*."""
