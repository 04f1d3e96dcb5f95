#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast that Swift cannot import; this makes SQLite copy the bytes.
static inline int yx_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static inline int yx_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/// Without a copy: the bytes must stay where they are until the statement has been stepped and reset.
static inline int yx_bind_borrowed_text(
    sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_text(statement, index, (const char *)bytes, count, SQLITE_STATIC);
}
