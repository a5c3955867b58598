"""How the bot is doing, for machines that watch it: probes and numbers over HTTP."""
