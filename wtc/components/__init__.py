"""Pictures of shapes; they know no state."""
