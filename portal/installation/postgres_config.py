"""The embedded server's configuration, sized for a product that fits into 4 GiB."""

from __future__ import annotations

COMMON = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "password_encryption": "'scram-sha-256'",
    "max_connections": "170",
    "shared_buffers": "'128MB'",
    "effective_cache_size": "'1GB'",
    "work_mem": "'8MB'",
    "maintenance_work_mem": "'96MB'",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "io_workers": "2",
    "jit": "off",
    "max_wal_size": "'1GB'",
    "wal_compression": "on",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_line_prefix": "'%m [%p] %u %a '",
    "log_min_duration_statement": "'1s'",
    "log_parameter_max_length": "0",
    "log_checkpoints": "off",
    "tcp_keepalives_idle": "60",
}
# Tests build hundreds of small databases and lose nothing in a power cut.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "file_copy_method": "clone",
}


def configuration(port: int, *, durable: bool) -> str:
    """The text of prilavok.conf, which postgresql.conf includes; written anew at each start."""
    values = {**COMMON, **({} if durable else THROW_AWAY), "port": str(port)}
    lines = [f"{name} = {value}" for name, value in values.items()]
    return "# Written at each start; put settings of your own into postgresql.conf below its include line.\n" + (
        "\n".join(lines) + "\n"
    )
