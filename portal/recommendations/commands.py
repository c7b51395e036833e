"""Commands of recommendations."""

from __future__ import annotations

import click

from portal.security.actor import Actor, Via


@click.group("recommendations")
def recommendations() -> None:
    """Proposals from history."""


@recommendations.command("backtest")
@click.option("--companies", type=click.IntRange(min=1), help="At most so many companies.")
def backtest_command(companies: int | None) -> None:
    """Predict each company's last order from the ones before, and say how well it went."""
    from portal.recommendations.backtest import backtest
    from portal.shared.database import Database
    from portal.shared.settings import load_settings

    settings = load_settings()
    database = Database(settings.database_url.get_secret_value(), pool_size=1, application_name="prilavok-backtest")
    with database.transaction(Actor.system("backtest", via=Via.CLI)) as session:
        result = backtest(session, limit=companies)
    database.dispose()
    if not result.companies:
        click.echo("No company has ordered on enough days to be measured.")
        return
    click.echo(f"{result.companies} companies; the last order day of each was predicted.")
    click.echo(f"{'model':<12} {'k':>3} {'recall':>8} {'precision':>10} {'hit rate':>9}")
    for name, scores in result.scores.items():
        for score in scores:
            means = score.means()
            click.echo(
                f"{name:<12} {score.k:>3} {means['recall']:>8.3f} {means['precision']:>10.3f} {means['hit']:>9.3f}"
            )
    if result.proposed:
        click.echo(
            f"Lines proposed: {result.proposed / result.companies:.1f} a company, "
            f"{result.proposed_right / result.proposed:.3f} of them bought that day."
        )
    click.echo("Stated probability and how often it came true:")
    for stated, share, count in result.calibration():
        click.echo(f"  {stated:.2f} -> {share:.2f}  ({count} products)")


COMMANDS = [recommendations]
