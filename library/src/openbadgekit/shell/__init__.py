"""The impure part: the command line, the safe fetcher, recorded networks. Nothing else in the library imports it."""
