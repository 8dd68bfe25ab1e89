/* store/sqlite/ddl_literal.c - quotes, digits, bytes. */
#include "store/sqlite/ddl_literal.h"

#include "base/arena.h"
#include "base/base64.h"
#include "language/ast.h"
#include "model/table.h"
#include "store/sqlite/sql.h"

#include <assert.h>

static void
write_hex(struct gq_sql *sql, struct gq_str bytes)
{
    gq_sql_text(sql, "x'");
    for (size_t i = 0; i < bytes.length; i++)
        gq_sql_printf(sql, "%02x", (unsigned char)bytes.bytes[i]);
    gq_sql_text(sql, "'");
}

/* SQL text ends at a NUL, which a string of GraphQL may hold: such a one is written as bytes. */
void
gq_ddl_literal_write_text(struct gq_sql *sql, struct gq_str text)
{
    if (text.length > 0 && memchr(text.bytes, '\0', text.length)) {
        gq_sql_text(sql, "(CAST(");
        write_hex(sql, text);
        gq_sql_text(sql, " AS TEXT))");
        return;
    }
    gq_sql_text(sql, "'");
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\'')
            gq_sql_text(sql, "'");
        gq_sql_append(sql, gq_str_slice(text, i, 1));
    }
    gq_sql_text(sql, "'");
}

static void
write_bytes(struct gq_sql *sql, struct gq_str base64)
{
    struct gq_str bytes = { "", 0 };
    bool is_read = gq_base64_read_padded(sql->arena, base64, &bytes);

    assert(is_read); /* the model has checked it */
    write_hex(sql, bytes);
}

void
gq_ddl_literal_write(
        struct gq_sql *sql, const struct gq_column *column, const struct gq_literal *literal)
{
    switch (literal->kind) {
    case GQ_LITERAL_INT:
    case GQ_LITERAL_FLOAT:
        gq_sql_append(sql, literal->text); /* digits, as the lexer let them through */
        break;
    case GQ_LITERAL_STRING:
    case GQ_LITERAL_ENUM:
        if (column->type == GQ_COLUMN_BYTES)
            write_bytes(sql, literal->text);
        else
            gq_ddl_literal_write_text(sql, literal->text);
        break;
    case GQ_LITERAL_BOOLEAN:
        gq_sql_text(sql, literal->boolean ? "1" : "0");
        break;
    case GQ_LITERAL_NULL:
    case GQ_LITERAL_VARIABLE:
    case GQ_LITERAL_LIST:
    case GQ_LITERAL_OBJECT:
        assert(literal->kind == GQ_LITERAL_NULL); /* the model lets nothing else through */
        gq_sql_text(sql, "NULL");
        break;
    }
}
