"""The real bot against a Discord that is simulated on this machine, with a page that looks like its client."""
