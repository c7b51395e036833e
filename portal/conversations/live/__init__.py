"""Live updates: one LISTEN connection a process, server-sent events to every open stream."""
