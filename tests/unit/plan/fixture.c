/* tests/unit/plan/fixture.c - the stages before planning, one after the other. */
#include "fixture.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/guard.h"
#include "engine/generation.h"
#include "engine/schema_files.h"
#include "language/ast.h"
#include "language/parse.h"
#include "plan/print.h"
#include "unit.h"
#include "validate/validate.h"
#include "json/parse.h"
#include "json/parser.h"

#include <stdio.h>

struct load {
    struct fixture *fixture;
    struct gq_errors errs;
    const char *path, *text;
};

static void
load_guarded(void *arg)
{
    struct load *load = arg;
    struct gq_str path = gq_str_of(load->path ? load->path : "");
    struct gq_schema_text text = { GQ_STR("schema"), gq_str_of(load->text ? load->text : "") };

    load->fixture->generation = load->path
            ? gq_generation_load(&path, 1, &load->fixture->limits, &load->errs)
            : gq_generation_load_texts(&text, 1, &load->fixture->limits, &load->errs);
}

static void
open_schema(struct fixture *fixture, const char *path, const char *text)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct load load = { .fixture = fixture, .path = path, .text = text };

    *fixture = (struct fixture){ 0 };
    gq_limits_init(&fixture->limits);
    gq_errors_init(&load.errs, arena, NULL, 5);
    assert_int_equal(gq_guard(arena, load_guarded, &load), GQ_GUARD_DONE);
    if (load.errs.first)
        fail_msg("%.*s", GQ_STR_ARG(load.errs.first->message));
    assert_non_null(fixture->generation);
    fixture->schema = gq_generation_schema(fixture->generation);
    gq_arena_free(arena);
}

void
fixture_open_file(struct fixture *fixture, const char *path)
{
    char full[512];
    const char *root = getenv("srcdir");

    snprintf(full, sizeof(full), "%s/%s", root ? root : ".", path);
    open_schema(fixture, full, NULL);
}

void
fixture_open_text(struct fixture *fixture, const char *text)
{
    open_schema(fixture, NULL, text);
}

void
fixture_close(struct fixture *fixture)
{
    gq_generation_unref(fixture->generation);
}

static void
require(const struct asked *asked, bool is_ok)
{
    if (!is_ok)
        fail_msg("%s: %.*s", asked->text, GQ_STR_ARG(asked->errs.first->message));
}

static const struct gq_value *
read_variables(struct asked *asked)
{
    struct gq_value *value = gq_arena_new_of(asked->arena, struct gq_value);
    struct gq_json_parser *parser = gq_json_parser_new();

    require(asked,
            gq_json_parse(parser, asked->arena, gq_str_of(asked->variables_json),
                    &asked->fixture->limits, value, &asked->errs));
    gq_json_parser_free(parser);
    return value;
}

static void
init_guarded(void *arg)
{
    struct asked *asked = arg;
    const struct gq_source *source =
            gq_source_add(asked->arena, &asked->sources, GQ_STR("request"), gq_str_of(asked->text));
    const struct gq_value *variables = NULL;

    asked->document =
            gq_parse_document(asked->arena, source, &(struct gq_parse_options){ 0 }, &asked->errs);
    require(asked, asked->document != NULL);
    require(asked,
            gq_validate_document(asked->arena, asked->fixture->schema, asked->document,
                    &(struct gq_validate_options){ 0 }, NULL, &asked->errs));
    for (const struct gq_definition *d = asked->document->definitions; d; d = d->next) {
        if (d->kind == GQ_DEFINITION_OPERATION && !asked->operation)
            asked->operation = d;
    }
    if (asked->variables_json)
        variables = read_variables(asked);
    require(asked,
            gq_coerce_variables(asked->arena, asked->fixture->schema, asked->operation, variables,
                    &asked->variables, &asked->errs));
}

void
asked_init(struct asked *asked, const struct fixture *fixture, const char *text,
        const char *variables_json)
{
    *asked = (struct asked){ .fixture = fixture, .text = text, .variables_json = variables_json };
    asked->arena = gq_arena_new(1 << 24);
    gq_errors_init(&asked->errs, asked->arena, &asked->sources, 20);
    assert_int_equal(gq_guard(asked->arena, init_guarded, asked), GQ_GUARD_DONE);
}

static void
plan_guarded(void *arg)
{
    struct asked *asked = arg;

    asked->plan = gq_build_plan(asked->arena,
            &(struct gq_plan_input){
                    .schema = asked->fixture->schema,
                    .document = asked->document,
                    .operation = asked->operation,
                    .variables = &asked->variables,
                    .limits = &asked->fixture->limits,
            },
            &asked->errs);
}

void
asked_plan(struct asked *asked)
{
    assert_int_equal(gq_guard(asked->arena, plan_guarded, asked), GQ_GUARD_DONE);
    assert_int_equal(asked->plan == NULL, asked->errs.count > 0);
}

struct printing {
    const struct asked *asked;
    const char *text;
};

static void
print_guarded(void *arg)
{
    struct printing *printing = arg;
    const struct asked *asked = printing->asked;
    struct gq_buf buf;

    gq_buf_init(&buf, 1 << 20);
    if (asked->plan)
        gq_plan_print(&buf, asked->plan);
    else
        gq_buf_printf(&buf, "refused: %s: %.*s", gq_code_info(asked->errs.first->code)->wire.bytes,
                GQ_STR_ARG(asked->errs.first->message));
    printing->text = gq_arena_copy(asked->arena, gq_buf_view(&buf)).bytes;
    gq_buf_fini(&buf);
}

const char *
asked_print(struct asked *asked, const struct fixture *fixture, const char *text,
        const char *variables_json)
{
    struct printing printing = { .asked = asked };

    asked_init(asked, fixture, text, variables_json);
    asked_plan(asked);
    assert_int_equal(gq_guard(asked->arena, print_guarded, &printing), GQ_GUARD_DONE);
    return printing.text;
}

void
asked_fini(struct asked *asked)
{
    gq_arena_free(asked->arena);
}
