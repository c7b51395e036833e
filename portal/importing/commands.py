"""`portal import …`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from portal.importing.errors import ImportRejected
from portal.importing.run import Importer, Outcome, run_import

SHOWN_REASONS = 20


@click.group("import")
def import_group() -> None:
    """Bring data in from files (see docs/import.md). Everything or nothing, unless --partial is given."""


def _options(command: click.Command) -> click.Command:
    for option in (
        click.Option(["--partial"], is_flag=True, help="Import the good rows even if others are faulty."),
        click.Option(
            ["--errors"], type=click.Path(dir_okay=False, path_type=Path), help="Where faulty rows are listed."
        ),
    ):
        command.params.append(option)
    command.params.insert(0, click.Argument(["file"], type=click.Path(dir_okay=False, path_type=Path)))
    import_group.add_command(command)
    return command


def _run(importer: Importer, file: Path, *, partial: bool, errors: Path | None) -> None:
    from portal.notices.subscriptions import subscribe
    from portal.shared.database import Database
    from portal.shared.settings import load_settings

    subscribe()
    console = Console()
    database = Database(
        load_settings().database_url.get_secret_value(), pool_size=1, application_name="prilavok-import"
    )
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(f"Reading {file.name}", total=1.0)

            def tell(share: float) -> None:
                done = share >= 1.0
                bar.update(task, completed=share, description="Writing" if done else f"Reading {file.name}")

            outcome = run_import(database, importer, file, partial=partial, faults_file=errors, progress=tell)
    except ImportRejected as error:
        raise click.ClickException(error.detail) from error
    finally:
        database.dispose()
    print_outcome(console, outcome)
    if not outcome.applied:
        raise SystemExit(1)


def print_outcome(console: Console, outcome: Outcome) -> None:
    """A table of what was done, and the faults by reason."""
    report = outcome.report
    for title, reasons in (("Skipped", report.skipped), ("Errors", report.errors)):
        if reasons:
            console.print(f"{title}: {reasons.total():,} rows")
            for (field, reason), count in reasons.most_common(SHOWN_REASONS):
                console.print(f"  {count:>9,}  {field + ' ' if field else ''}{reason}", highlight=False)
    if report.errors or report.skipped:
        console.print(f"Every such row: {report.faults_file}", highlight=False)
    if outcome.applied:
        table = Table("", "created", "updated", "unchanged")
        for thing in {**report.created, **report.updated, **report.unchanged}:
            counts = (report.created[thing], report.updated[thing], report.unchanged[thing])
            table.add_row(thing, *(f"{count:,}" for count in counts))
        console.print(table)
        for note in report.notes:
            console.print(note, highlight=False)
    else:
        console.print("Nothing was imported. Correct the file, or import the good rows with --partial.", style="bold")
    console.print(
        f"{report.rows:,} rows in {outcome.seconds:.1f} s ({outcome.rows_per_second:,.0f} rows/s), "
        f"peak memory {outcome.peak_mib:.0f} MiB",
        highlight=False,
    )


@_options
@click.command("catalogue")
@click.option(
    "--format", "kind", type=click.Choice(["csv", "xlsx", "jsonl", "icecat"]), help="Else by the file's name."
)
@click.option("--currency", default="EUR", show_default=True, help="Currency of the column price.")
@click.option("--price-list", help="Code of the list that prices go to; else the default list in that currency.")
def catalogue(
    file: Path, kind: str | None, currency: str, price_list: str | None, partial: bool, errors: Path | None
) -> None:
    """Products, with their category, attributes and price."""
    from portal.importing.catalogue import CatalogueImporter
    from portal.importing.icecat import IcecatImporter

    importer: Importer
    if kind == "icecat":
        importer = IcecatImporter(currency.upper(), price_list)
    else:
        importer = CatalogueImporter(kind or _format(file), currency.upper(), price_list)
    _run(importer, file, partial=partial, errors=errors)


@_options
@click.command("orders")
@click.option(
    "--format", "kind", type=click.Choice(["csv", "xlsx", "parquet", "online-retail"]), help="Else by the file's name."
)
def orders(file: Path, kind: str | None, partial: bool, errors: Path | None) -> None:
    """Past orders, one line a row."""
    from portal.importing.online_retail import OnlineRetailImporter
    from portal.importing.orders import OrderImporter

    retail = kind == "online-retail"
    importer: Importer = OnlineRetailImporter(_format(file)) if retail else OrderImporter(kind or _format(file))
    _run(importer, file, partial=partial, errors=errors)


@_options
@click.command("prices")
def prices(file: Path, partial: bool, errors: Path | None) -> None:
    """Prices of lists, and prices agreed with customers."""
    from portal.importing.levels import PriceImporter

    _run(PriceImporter(_format(file)), file, partial=partial, errors=errors)


@_options
@click.command("stock")
def stock(file: Path, partial: bool, errors: Path | None) -> None:
    """Free quantities by warehouse."""
    from portal.importing.levels import StockImporter

    _run(StockImporter(_format(file)), file, partial=partial, errors=errors)


@_options
@click.command("customers")
def customers(file: Path, partial: bool, errors: Path | None) -> None:
    """Customer companies with their terms."""
    from portal.importing.customers import CustomerImporter

    _run(CustomerImporter(_format(file)), file, partial=partial, errors=errors)


def _format(file: Path) -> str:
    from portal.importing.readers import format_of

    try:
        return format_of(file)
    except ImportRejected as error:
        raise click.ClickException(error.detail) from error


COMMANDS = [import_group]
