"""WhatsTheCraic: live music in Ireland, found, explained and kept."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is read: the server's cores serve visitors
