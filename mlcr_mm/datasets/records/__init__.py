"""Which images there are and what is known of them: tables, lists, indices, as packed arrays."""
