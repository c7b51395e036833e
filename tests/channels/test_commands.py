"""`portal channels …` on the real database."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from portal.channels import commands
from portal.channels.models import ChannelAccount
from portal.shared.settings import Settings
from tests.channels.conftest import SECRET, Bot
from tests.fakes.providers import Reply
from tests.fakes.telegram import TOKEN, Telegram, blocked


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(commands, "load_settings", lambda: settings)
    return CliRunner()


def test_an_account_is_added_connected_and_switched(run: CliRunner, bot: Bot, telegram: Telegram) -> None:
    command = [
        "add",
        "telegram",
        "--name",
        "Second",
        "--set",
        "username=second_bot",
        "--set",
        f"api_url={telegram.url}",
    ]
    made = run.invoke(commands.channels, command, env={"CHANNEL_TOKEN": TOKEN, "CHANNEL_WEBHOOK_SECRET": SECRET})
    assert made.exit_code == 0, made.output
    assert TOKEN not in made.output
    key = made.output.splitlines()[0]
    connected = run.invoke(commands.channels, ["connect", key])
    assert "Telegram now calls" in connected.output
    assert telegram.requests[-1].json()["secret_token"] == SECRET
    listed = run.invoke(commands.channels, ["list"]).output
    assert f"/api/v1/channels/telegram/{key}" in listed
    assert run.invoke(commands.channels, ["disable", key]).output == "Second is off\n"
    assert [one.enabled for one in bot.office.rows(ChannelAccount) if one.key == key] == [False]
    telegram.faults = [Reply(500, {})]
    assert run.invoke(commands.channels, ["connect", key]).exit_code == 1


def test_a_secret_on_the_command_line_is_refused(run: CliRunner) -> None:
    refused = run.invoke(commands.channels, ["add", "telegram", "--set", f"token={TOKEN}"])
    assert refused.exit_code == 1
    assert "will be asked for" in refused.output
    assert run.invoke(commands.channels, ["add", "smoke"]).exit_code == 1


def test_dead_letters_are_listed_and_tried_again(run: CliRunner, bot: Bot) -> None:
    bot.say("hi")
    conversation = bot.office.contact().conversation_id
    assert conversation
    bot.provider.faults = [blocked()]
    bot.office.answer(conversation, "the secret offer")
    bot.office.work()
    listed = run.invoke(commands.channels, ["dead"]).output
    assert "blocked by the user" in listed
    assert "secret offer" not in listed
    assert run.invoke(commands.channels, ["retry"]).exit_code == 1
    assert run.invoke(commands.channels, ["retry", "--all"]).output == "1 will be tried again\n"
    bot.office.work()
    assert bot.provider.texts() == ["the secret offer"]
