"""WhatsTheCraic: live music in Ireland, found, explained and kept."""
