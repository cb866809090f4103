"""The rows of the table: each module has `measure(settings)`, which gives a `Row` and leaves nothing running."""
