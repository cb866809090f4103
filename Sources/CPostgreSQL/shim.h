#include <libpq-fe.h>

// Character constants, which Swift does not take over.
enum {
    POSTGRESQL_SQLSTATE = PG_DIAG_SQLSTATE,
    POSTGRESQL_PRIMARY_MESSAGE = PG_DIAG_MESSAGE_PRIMARY,
    POSTGRESQL_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME,
};
