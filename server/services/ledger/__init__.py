"""Paying people: what they earned is planned, a person approves it, one payer pays it, once.

planned ── approved ── setup_sent ── setup_ok ── pay_sent ── confirmed
   └─ dropped    └────────(a reward)───────────────┘ └─ unknown ── confirmed, or approved again: a person decides

Every step is written down before what it announces is done. So whatever a crash leaves is known to be not yet paid
(up to ``setup_ok``) or perhaps paid (``pay_sent``); and what is perhaps paid is never paid again without a person.
"""
