"""Messages that must not be met like any question: fraud that is told, emergencies, and what is refused."""
