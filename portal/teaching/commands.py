"""`portal nlu …`: from what was reviewed to a better model, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from portal.security.actor import Actor, Via
from portal.shared.database import Database
from portal.shared.errors import PortalError
from portal.shared.settings import Settings, load_settings
from portal.teaching.model.serving import Models

ACTOR = Actor.system("command line", Via.CLI)


@click.group()
def nlu() -> None:
    """The model that understands messages: teach it what was reviewed, go back, look."""


@contextmanager
def _product() -> Iterator[tuple[Settings, Database, Models]]:
    settings = load_settings()
    database = Database(settings.database_url.get_secret_value(), pool_size=1, application_name="prilavok-cli")
    try:
        yield settings, database, Models(settings.var_dir.resolve())
    except PortalError as error:
        raise click.ClickException(error.detail) from error
    finally:
        database.dispose()


@nlu.command()
@click.option("--dry-run", is_flag=True, help="Train and measure, but serve nothing.")
def retrain(*, dry_run: bool) -> None:
    """Train with the reviewed messages; serve the result only if it is worse in nothing. Ends with 2 if it is."""
    from portal.teaching.service import retraining

    with _product() as (settings, database, models):
        tell = retraining.telling_all(settings.assistants, settings.rasa_token.get_secret_value())
        trainer = retraining.RasaTrainer(settings.var_dir.resolve())
        outcome = retraining.retrain(database, ACTOR, models, trainer, tell, click.echo, dry_run=dry_run)
        _figures(outcome.current, outcome.candidate)
    if outcome.worse:
        click.echo(f"{outcome.name} is not served; it is worse in")
        for one in outcome.worse:
            click.echo(f"  {one}")
        raise SystemExit(2)
    click.echo(f"{outcome.name} is as good or better{'; nothing was changed' if dry_run else ' and is served'}.")


@nlu.command()
def rollback() -> None:
    """Serve the model that was served before; again goes forward."""
    from portal.teaching.service import retraining

    with _product() as (settings, database, models):
        tell = retraining.telling_all(settings.assistants, settings.rasa_token.get_secret_value())
        state = retraining.rollback(database, ACTOR, models, tell, click.echo)
    click.echo(f"{state.served} is served; {state.former} was before.")


@nlu.command("models")
def list_models() -> None:
    """Show which model is served, which was before, and those that are kept."""
    models = Models(load_settings().var_dir.resolve())
    state = models.state()
    if state is None:
        click.echo("No model has been served yet: start the product first.")
        return
    cards = {card.name: card for card in models.cards()}
    names = [state.served, *([state.former] if state.former else [])]
    for name in [*names, *(one for one in reversed(cards) if one not in names)]:
        mark = {state.served: "served", state.former: "before"}.get(name, "kept")
        card = cards.get(name)
        told = (
            f"{card.trained_at:%Y-%m-%d %H:%M} UTC, {card.examples} reviewed messages, accuracy"
            f" {card.figures['accuracy']:.4f}, out-of-scope recall {card.figures['out_of_scope_recall']:.4f}"
            if card
            else "as set up"
        )
        click.echo(f"{mark:7} {name:30} {told}")


def _figures(current: Mapping[str, Any], candidate: Mapping[str, Any]) -> None:
    rows = {"all": (current, candidate)}
    rows |= {code: (current["by_lang"][code], candidate["by_lang"][code]) for code in sorted(current["by_lang"])}
    click.echo(f"{'':5} {'accuracy':>18} {'out-of-scope recall':>22}")
    for name, (before, after) in rows.items():
        accuracy = f"{before['accuracy']:.4f} -> {after['accuracy']:.4f}"
        recall = f"{before['out_of_scope_recall']:.4f} -> {after['out_of_scope_recall']:.4f}"
        click.echo(f"{name:5} {accuracy:>18} {recall:>22}")


COMMANDS = [nlu]
