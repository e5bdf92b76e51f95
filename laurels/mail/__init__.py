"""Mail: outgoing letters.

Owns letters and their outbox. In: `send` within the transaction of a change or in a handler. Out: SMTP, or files while no mail
server is set; fact letter.queued lets the worker carry them."""
