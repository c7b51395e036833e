"""Who at the desk answers, when, and by when: teams, presence, business hours, the order of the queue, SLA clocks."""
