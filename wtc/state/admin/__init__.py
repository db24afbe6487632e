"""What the pages of admins remember."""
