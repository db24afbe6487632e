"""What one visitor's page remembers and may do."""
