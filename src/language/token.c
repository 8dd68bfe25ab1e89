/* language/token.c - the names of token kinds. */
#include "language/token.h"

#include "base/attribute.h"

#include <assert.h>

static const char *const kind_texts[] = {
    [GQ_TOKEN_EOF] = "<EOF>",
    [GQ_TOKEN_BANG] = "\"!\"",
    [GQ_TOKEN_DOLLAR] = "\"$\"",
    [GQ_TOKEN_AMP] = "\"&\"",
    [GQ_TOKEN_PAREN_L] = "\"(\"",
    [GQ_TOKEN_PAREN_R] = "\")\"",
    [GQ_TOKEN_DOT] = "\".\"",
    [GQ_TOKEN_SPREAD] = "\"...\"",
    [GQ_TOKEN_COLON] = "\":\"",
    [GQ_TOKEN_EQUALS] = "\"=\"",
    [GQ_TOKEN_AT] = "\"@\"",
    [GQ_TOKEN_BRACKET_L] = "\"[\"",
    [GQ_TOKEN_BRACKET_R] = "\"]\"",
    [GQ_TOKEN_BRACE_L] = "\"{\"",
    [GQ_TOKEN_PIPE] = "\"|\"",
    [GQ_TOKEN_BRACE_R] = "\"}\"",
    [GQ_TOKEN_NAME] = "Name",
    [GQ_TOKEN_INT] = "Int",
    [GQ_TOKEN_FLOAT] = "Float",
    [GQ_TOKEN_STRING] = "String",
    [GQ_TOKEN_BLOCK_STRING] = "BlockString",
};

const char *
gq_token_kind_text(enum gq_token_kind kind)
{
    assert(kind < GQ_ARRAY_LENGTH(kind_texts));
    return kind_texts[kind];
}
