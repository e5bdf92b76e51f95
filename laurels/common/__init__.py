"""Common: mechanics without words of the trade.

Owns text, dates, limits, the page shell, panels, navigation, the wrapper round the safe fetcher. In: nothing. Out: nothing.
Every room may use it; it knows none of them."""
