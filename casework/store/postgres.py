"""PostgreSQL as the register needs it: nothing waits for ever, stamps are UTC."""

from sqlalchemy import Engine, create_engine, make_url

from casework.store.codec import as_json

_SESSION = {
    "timezone": "UTC",
    "lock_timeout": "5s",
    "statement_timeout": "120s",
    "idle_in_transaction_session_timeout": "60s",
}


def postgres_engine(url: str) -> Engine:
    """An engine with psycopg 3, whatever form the address has."""
    options = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    return create_engine(
        make_url(url.replace("postgres://", "postgresql://", 1)).set(
            drivername="postgresql+psycopg"
        ),
        json_serializer=as_json,
        hide_parameters=True,  # An error's text goes to the log; what was to be stored must not.
        pool_pre_ping=True,
        pool_recycle=300,
        pool_size=8,
        max_overflow=8,
        connect_args={"connect_timeout": 5, "tcp_user_timeout": 5000, "options": options},
    )
