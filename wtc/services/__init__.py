"""The deeds: one session in, shapes out, or a refusal."""
