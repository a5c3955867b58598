from tests.bot.commands.reviewing.conftest import court

__all__ = ["court"]
