"""The tables people look at: people, bodies, roles, dates, amounts, contacts, the timeline, with their sentences."""
