"""`parley up`: LiveKit server, speech, study server and agent worker of one machine, as one supervised group."""
