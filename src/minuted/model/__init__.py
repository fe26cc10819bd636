"""The field's own things as frozen dataclasses: no I/O, no clock, no third-party library."""
