"""The questions: arguments in, a Select out, never run here."""
