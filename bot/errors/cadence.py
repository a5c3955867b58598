"""The sentences about when a digest runs."""

from bot.cadence import LEAST_MINUTES
from bot.errors.wording import QUOTED, Sentences
from bot.refusals import CadenceFault, CadenceTooFrequent, UnknownTimeZone, UnreadableCadence
from bot.screens.markdown import escape
from bot.texts import Words


def _on_unreadable_cadence(error: UnreadableCadence, words: Words) -> str:
    text = escape(error.text, QUOTED)
    match error.reason:
        case CadenceFault.UNKNOWN:
            return words.say(
                "“{text}” is no rhythm that I can read. Write for example: hourly, daily at 18:30, weekly on friday at "
                "9:00, monthly on the 15th at 10:00, weekdays at 9.",
                text=text,
            )
        case CadenceFault.FIELDS:
            return words.say(
                "“{text}” is no cron expression that I can read. It has five fields: minute, hour, day of the month, "
                "month and day of the week, as in `0 9 * * mon`.",
                text=text,
            )
        case CadenceFault.DAY_AND_WEEKDAY:
            return words.say(
                "“{text}” names both a day of the month and a day of the week. Choose one of the two.", text=text
            )
        case CadenceFault.NEVER:
            return words.say("“{text}” would never run: no year has that date. Choose another day.", text=text)
        case CadenceFault.OUT_OF_RANGE:
            return words.say(
                "“{text}” has a number that no clock or calendar has. Minutes go from 0 to 59, hours from 0 to 23, "
                "days from 1 to 31.",
                text=text,
            )


def _on_cadence_too_frequent(error: CadenceTooFrequent, words: Words) -> str:
    return words.say_count(
        "“{text}” would run again after {count} minute. Leave at least {least} minutes between two runs.",
        "“{text}” would run again after {count} minutes. Leave at least {least} minutes between two runs.",
        error.minutes,
        text=escape(error.text, QUOTED),
        least=words.number(LEAST_MINUTES),
    )


def _on_unknown_time_zone(error: UnknownTimeZone, words: Words) -> str:
    text = escape(error.text, QUOTED)
    if not error.nearest:
        return words.say(
            "No time zone is called “{text}”. Type a city and choose from what is offered, for example Asia/Shanghai.",
            text=text,
        )
    names = [f"**{escape(name, QUOTED)}**" for name in error.nearest]
    return words.say(
        "No time zone is called “{text}”. The nearest: {names}. Type a city and choose from what is offered.",
        text=text,
        names=words.together(names),
    )


SENTENCES: Sentences = {
    UnreadableCadence: _on_unreadable_cadence,
    CadenceTooFrequent: _on_cadence_too_frequent,
    UnknownTimeZone: _on_unknown_time_zone,
}
