/* Each misuse of the vocabulary is an error with its place and the fix. */
#include "harness.h"
#include "model/model.h"
#include "unit.h"

static const struct misuse_case {
    const char *name, *sdl, *errors;
} misuse_cases[] = {
    { "a model without a key", "type A @model { name: String }",
            "1:6 Model \"A\" has no primary key: add the field `id: ID!`.\n" },
    { "a field id that is no key", "type A @model { id: Int! }",
            "1:21 Field \"A.id\" is the primary key and must be of type ID!.\n" },
    { "a field id that may be null", "type A @model { id: ID }",
            "1:21 Field \"A.id\" is the primary key and must be of type ID!.\n" },
    { "@id on another type", "type A @model { k: String! @id }",
            "1:20 Field \"A.k\" is the primary key and must be of type ID!.\n" },
    { "two @id", "type A @model { a: ID! @id b: ID! @id }",
            "1:35 Model \"A\" has @id on \"a\" and \"b\": keys of several fields are not in this "
            "version. Keep one @id and add @unique(fields:) to the type.\n" },
    { "@unique on the key", "type A @model { id: ID! @unique }",
            "1:25 @unique on \"A.id\" says what the primary key is anyway: remove it.\n" },
    { "an own field of Query", "type Query { a: A } type A @model { id: ID! }",
            "1:14 Field \"Query.a\" has no source: beside models this version makes the fields of "
            "root types itself. Remove it.\n" },
    { "an own field in an extension of Query",
            "type A @model { id: ID! } extend type Query { a(days: Int): [A!]! }",
            "1:47 Field \"Query.a\" has no source: beside models this version makes the fields of "
            "root types itself. Remove it.\n" },
    { "an own field of a root type of another name",
            "schema { query: Root } type Root { a: Int } type A @model { id: ID! }",
            "1:36 Field \"Root.a\" has no source: beside models this version makes the fields of "
            "root types itself. Remove it.\n" },
    { "an own field of Mutation", "type Mutation { a: Int } type A @model { id: ID! }",
            "1:17 Field \"Mutation.a\" has no source: beside models this version makes the fields "
            "of root types itself. Remove it.\n" },
    { "an own field of Subscription", "type Subscription { a: Int } type A @model { id: ID! }",
            "1:21 Field \"Subscription.a\" has no source: beside models this version makes the "
            "fields of root types itself. Remove it.\n" },
    { "a root type as a model", "type Query @model { id: ID! }",
            "1:6 \"Query\" is a root type and cannot be a model: remove @model or rename the "
            "type.\n" },
    { "a model with the name of a scalar", "type ID @model { id: Int }",
            "1:6 \"ID\" is a type of the specification and cannot be a model: rename this one.\n" },
    { "a model called Subscription", "type Subscription @model { id: ID! }",
            "1:6 \"Subscription\" is a root type and cannot be a model: remove @model or rename "
            "the type.\n" },
    { "Mutation as another kind of type",
            "schema { query: Query } input Mutation { a: Int } type A @model { id: ID! }",
            "1:31 \"Mutation\" is the name of a root type: rename this one.\n" },
    { "a model whose name begins with an underscore", "type _A @model { id: ID! }",
            "1:6 The name of model \"_A\" is reserved: it must begin with a letter.\n" },
    { "a field whose name begins with an underscore", "type A @model { id: ID! _x: Int }",
            "1:25 The name of field \"A._x\" is reserved: it must begin with a letter.\n" },
    { "a field with the name of a filter's member", "type A @model { id: ID! not: Int }",
            "1:25 Field \"A.not\" has a name that filters use: rename it.\n" },
    { "a field with the name of a connection",
            "type A @model { id: ID! bs: [B!]! bsConnection: Int } type B @model { id: ID! a: A }",
            "1:35 Field \"A.bsConnection\" is made by gqld for the list \"bs\": rename this "
            "one.\n" },
    { "a plural that is no name", "type A @model(plural: \"a-s\") { id: ID! }",
            "1:23 @model(plural: \"a-s\") must be the name of a field: a letter, then letters, "
            "digits and underscores.\n" },
    { "a plural like the singular", "type Sheep @model(plural: \"sheep\") { id: ID! }",
            "1:6 Model \"Sheep\" would have two fields \"Query.sheep\": give it another plural "
            "with @model(plural:).\n1:6 Model \"Sheep\" would have two fields "
            "\"Mutation.deleteSheep\": give it another plural with @model(plural:).\n" },
    { "two models with the same plural",
            "type A @model(plural: \"xs\") { id: ID! } type B @model(plural: \"xs\", table: \"b\") "
            "{ id: ID! }",
            "1:46 gqld would make two types called \"XsResult\", one of them for B: rename that.\n"
            "1:46 Models \"A\" and \"B\" would both have the field \"Query.xs\": give one of them "
            "another plural with @model(plural:), or rename it.\n1:46 Models \"A\" and \"B\" would "
            "both have the field \"Query.xsConnection\": give one of them another plural with "
            "@model(plural:), or rename it.\n1:46 Models \"A\" and \"B\" would both have the field "
            "\"Mutation.deleteXs\": give one of them another plural with @model(plural:), or "
            "rename "
            "it.\n" },
    { "two models in one table",
            "type A @model(table: \"t\") { id: ID! } type B @model(table: \"T\") { id: ID! }",
            "1:44 Models \"A\" and \"B\" would share the table \"T\": give one of them another "
            "with @model(plural:) or @model(table:).\n" },
    { "a table of SQLite's own", "type A @model(table: \"sqlite_x\") { id: ID! }",
            "1:22 \"sqlite_x\" cannot be the name of a table: it is empty, contains a NUL or "
            "begins with \"sqlite_\" or \"_gqld_\". Give another one with @model(table:).\n" },
    { "a table of gqld's own", "type A @model(table: \"_GQLD_meta\") { id: ID! }",
            "1:22 \"_GQLD_meta\" cannot be the name of a table: it is empty, contains a NUL or "
            "begins with \"sqlite_\" or \"_gqld_\". Give another one with @model(table:).\n" },
    { "an empty table name", "type A @model(table: \"\") { id: ID! }",
            "1:22 \"\" cannot be the name of a table: it is empty, contains a NUL or begins with "
            "\"sqlite_\" or \"_gqld_\". Give another one with @model(table:).\n" },
    { "an own type with a generated name", "type A @model { id: ID! } input AFilter { a: Int }",
            "1:33 \"AFilter\" is the name of a type that gqld makes for A: rename this one.\n" },
    { "an own type with the name of a shared one",
            "type A @model { id: ID! } enum Direction { UP }",
            "1:32 \"Direction\" is the name of a type that gqld makes for all models: rename this "
            "one.\n" },
    { "a model with a generated name", "type A @model { id: ID! } type AEdge @model { id: ID! }",
            "1:32 \"AEdge\" is the name of a type that gqld makes for A: rename this one.\n" },
    { "arguments on a model's field", "type A @model { id: ID! x(y: Int): Int }",
            "1:27 Field \"A.x\" of a model cannot declare arguments: lists get theirs from gqld. "
            "Remove them.\n" },
    { "a list of lists", "type A @model { id: ID! x: [[B!]!]! } type B @model { id: ID! a: A }",
            "1:28 Field \"A.x\" is a list of lists: write [B!]!.\n" },
    { "an own scalar", "scalar Colour type A @model { id: ID! x: Colour }",
            "1:42 Scalar \"Colour\" of field \"A.x\" has no form in the database: say what it is "
            "based on, `scalar Colour @base(type: String)`.\n" },
    { "a list of lists of scalars", "type A @model { id: ID! x: [[Int]] }",
            "1:28 Field \"A.x\" is a list of lists: write [Int!]!, or make it JSON.\n" },
    { "a base that is none", "scalar C @base(type: Boolean) type A @model { id: ID! x: C }",
            "1:22 @base(type:): Value \"Boolean\" does not exist in \"BaseScalar\" enum.\n" },
    { "a scale on another type", "type A @model { id: ID! x: Int @column(scale: 3) }",
            "1:47 @column(scale:) cannot stand on \"A.x\": it needs a field of type Decimal.\n" },
    { "a scale past nine", "type A @model { id: ID! x: Decimal @column(scale: 10) }",
            "1:51 @column(scale:) must be 0 to 9.\n" },
    { "a negative scale", "type A @model { id: ID! x: Decimal @column(scale: -1) }",
            "1:51 @column(scale:) must be 0 to 9.\n" },
    { "a storage on another type", "type A @model { id: ID! x: Date @column(storage: UNIX) }",
            "1:50 @column(storage:) cannot stand on \"A.x\": it needs a field of type "
            "DateTime.\n" },
    { "a default with more digits than the scale",
            "type A @model { id: ID! x: Decimal @default(value: \"1.505\") }",
            "1:52 @default(value: \"1.505\") does not fit \"A.x\", which is of type Decimal.\n" },
    { "a default more precise than the storage",
            "type A @model { id: ID! x: DateTime @column(storage: UNIX) "
            "@default(value: \"2026-01-01T00:00:00.5Z\") }",
            "1:76 @default(value: \"2026-01-01T00:00:00.5Z\") does not fit \"A.x\", which is of "
            "type DateTime.\n" },
    { "a BigInt past 64 bits",
            "type A @model { id: ID! x: BigInt @default(value: \"9223372036854775808\") }",
            "1:51 @default(value: \"9223372036854775808\") does not fit \"A.x\", which is of type "
            "BigInt.\n" },
    { "@constraint without a rule", "type A @model { id: ID! x: Int @constraint(message: \"m\") }",
            "1:32 @constraint on \"A.x\" has no rule: give it min, max, minLength, maxLength or "
            "pattern.\n" },
    { "@constraint on the key", "type A @model { id: ID! @constraint(min: 1) }",
            "1:25 @constraint cannot stand on \"A.id\": it needs a scalar field that is not the "
            "primary key.\n1:42 @constraint(min:) cannot stand on \"A.id\": it needs a number, a "
            "Date, a Time or a DateTime.\n" },
    { "a bound of a text", "type A @model { id: ID! x: String @constraint(min: 1) }",
            "1:52 @constraint(min:) cannot stand on \"A.x\": it needs a number, a Date, a Time or "
            "a DateTime.\n" },
    { "a length of a number", "type A @model { id: ID! x: Int @constraint(maxLength: 1) }",
            "1:55 @constraint(maxLength:) cannot stand on \"A.x\": it needs a text, a Bytes or a "
            "list.\n" },
    { "a pattern of a list", "type A @model { id: ID! x: [String!] @constraint(pattern: \"a\") }",
            "1:59 @constraint(pattern:) cannot stand on \"A.x\": it needs a text.\n" },
    { "a bound of another type", "type A @model { id: ID! x: Int @constraint(min: \"a\") }",
            "1:49 @constraint(min:) does not fit \"A.x\": it is no value of the field's type.\n" },
    { "a bound more precise than the scale",
            "type A @model { id: ID! x: Decimal @constraint(min: \"0.001\") }",
            "1:53 @constraint(min:) does not fit \"A.x\": it has more digits than the column's "
            "scale.\n" },
    { "a negative length", "type A @model { id: ID! x: String @constraint(minLength: -1) }",
            "1:58 @constraint(minLength:) must not be negative.\n" },
    { "bounds that let nothing through",
            "type A @model { id: ID! x: Decimal @constraint(min: \"10\", max: \"9.99\") }",
            "1:36 @constraint on \"A.x\" lets no value through: its least is above its "
            "greatest.\n" },
    { "a pattern that is none", "type A @model { id: ID! x: String @constraint(pattern: \"(a\") }",
            "1:56 @constraint(pattern:) is no pattern: missing closing parenthesis, at character "
            "3.\n" },
    { "@unique on a list", "type A @model { id: ID! x: [Int!] @unique }",
            "1:35 @unique cannot stand on \"A.x\": it needs a field with a column of one "
            "comparable value, not a list or JSON.\n" },
    { "an index over JSON", "type A @model @index(fields: [\"x\"]) { id: ID! x: JSON }",
            "1:31 @index(fields:): \"A.x\" is a list or JSON and cannot be part of a key.\n" },
    { "a strategy that is none", "type A @model { id: ID! @id(strategy: SERIAL) }",
            "1:39 @id(strategy:): Value \"SERIAL\" does not exist in \"IdStrategy\" enum.\n" },
    { "a type that is no model", "type A @model { id: ID! x: T } type T { a: Int }",
            "1:28 Field \"A.x\" is of type \"T\", which is not a model: add @model to that type or "
            "remove the field.\n" },
    { "a union", "type A @model { id: ID! x: U } union U = B type B @model { id: ID! }",
            "1:28 Field \"A.x\" is of type \"U\", which is not a model: add @model to that type or "
            "remove the field.\n" },
    { "an interface", "type A @model { id: ID! x: I } interface I { id: ID! }",
            "1:28 Field \"A.x\" is of type \"I\", which is not a model: add @model to that type or "
            "remove the field.\n" },
    { "an unknown type", "type A @model { id: ID! x: Nothing }",
            "1:28 Unknown type \"Nothing\". Did you mean \"String\"?\n" },
    { "a directive on a type that is no model",
            "type A @model { id: ID! } type T @unique(fields: [\"a\"]) { a: Int @default(value: 1) "
            "}",
            "1:34 @unique means nothing here: \"T\" is not a model. Add @model to the type or "
            "remove the directive.\n1:66 @default means nothing here: \"T\" is not a model. Add "
            "@model to the type or remove the directive.\n" },
    { "a directive on an interface's field",
            "type A @model { id: ID! } interface I { a: Int @column(name: \"b\") }",
            "1:48 @column means nothing here: \"I\" is not a model. Add @model to the type or "
            "remove the directive.\n" },
    { "a model directive without any model", "type Query { a: Int @id }",
            "1:21 @id means nothing here: \"Query\" is not a model. Add @model to the type or "
            "remove the directive.\n" },
    { "@column on a list",
            "type A @model { id: ID! bs: [B!]! @column(name: \"x\") } type B @model { id: ID! a: A "
            "}",
            "1:35 @column cannot stand on \"A.bs\": it needs a field with a column, not a "
            "list.\n" },
    { "@column without a name", "type A @model { id: ID! x: Int @column(name: \"\") }",
            "1:46 @column(name:) on \"A.x\" must not be empty or contain a NUL.\n" },
    { "@default on a list",
            "type A @model { id: ID! bs: [B!]! @default(value: []) } type B @model { id: ID! a: A "
            "}",
            "1:35 @default cannot stand on \"A.bs\": it needs a scalar or enum field that is not "
            "the primary key.\n" },
    { "@default on the key", "type A @model { id: ID! @default(value: 1) }",
            "1:25 @default cannot stand on \"A.id\": it needs a scalar or enum field that is not "
            "the primary key.\n" },
    { "@createdAt on a String", "type A @model { id: ID! x: String @createdAt }",
            "1:35 @createdAt cannot stand on \"A.x\": it needs a field of type DateTime! or "
            "DateTime.\n" },
    { "@updatedAt on a reference",
            "type A @model { id: ID! x: B @updatedAt } type B @model { id: ID! }",
            "1:30 @updatedAt cannot stand on \"A.x\": it needs a field of type DateTime! or "
            "DateTime.\n" },
    { "@version on a Float", "type A @model { id: ID! x: Float! @version }",
            "1:35 @version cannot stand on \"A.x\": it needs a field of type Int!.\n" },
    { "@version on an Int that may be null", "type A @model { id: ID! x: Int @version }",
            "1:32 @version cannot stand on \"A.x\": it needs a field of type Int!.\n" },
    { "two @version", "type A @model { id: ID! x: Int! @version y: Int! @version }",
            "1:50 Model \"A\" has @version on \"x\" and \"y\": keep one.\n" },
    { "@relation on a scalar", "type A @model { id: ID! x: Int @relation(field: \"y\") }",
            "1:32 @relation cannot stand on \"A.x\": it needs a field whose type is a model.\n" },
    { "two sources of one value", "type A @model { id: ID! x: DateTime @createdAt @updatedAt }",
            "1:48 @updatedAt and @createdAt on \"A.x\" contradict each other: keep one.\n" },
    { "a default for a counted value",
            "type A @model { id: ID! x: Int! @version @default(value: 1) }",
            "1:42 @default and @version on \"A.x\" contradict each other: keep one.\n" },
    { "two fields in one column",
            "type A @model { id: ID! bId: Int b: B } type B @model { id: ID! }",
            "1:34 Fields \"bId\" and \"b\" of \"A\" would share the column \"b_id\": give one of "
            "them another with @column(name:).\n" },
    { "a default of another type", "type A @model { id: ID! x: Int @default(value: \"1\") }",
            "1:48 @default(value: \"1\") does not fit \"A.x\", which is of type Int.\n" },
    { "a default that is no value of the enum",
            "enum E { X } type A @model { id: ID! x: E @default(value: Y) }",
            "1:59 @default(value: Y) does not fit \"A.x\", which is of type E.\n" },
    { "an Int default out of range", "type A @model { id: ID! x: Int @default(value: 3000000000) }",
            "1:48 @default(value: 3000000000) does not fit \"A.x\", which is of type Int.\n" },
    { "a default that is no moment",
            "type A @model { id: ID! x: DateTime @default(value: \"today\") }",
            "1:53 @default(value: \"today\") does not fit \"A.x\", which is of type DateTime.\n" },
    { "a default that SQL text cannot hold",
            "type A @model { id: ID! x: String @default(value: \"a\\u0000b\") }",
            "1:51 @default(value: \"a\\u0000b\") does not fit \"A.x\", which is of type "
            "String.\n" },
    { "a default that is a list", "type A @model { id: ID! x: Int @default(value: [1]) }",
            "1:48 @default(value: [1]) does not fit \"A.x\", which is of type Int.\n" },
    { "a default of null", "type A @model { id: ID! x: Int @default(value: null) }",
            "1:48 @default(value:): Expected value of non-null type \"DefaultValue!\" not to be "
            "null.\n" },
    { "@unique on a type without fields", "type A @model @unique { id: ID! }",
            "1:15 @unique on the type \"A\" needs fields: @unique(fields: [\"...\"]).\n" },
    { "@unique with fields on a field", "type A @model { id: ID! x: Int @unique(fields: [\"x\"]) }",
            "1:48 @unique(fields:) belongs on the type \"A\", not on its field.\n" },
    { "@unique with an unknown field",
            "type A @model @unique(fields: [\"x\", \"y\"]) { id: ID! x: Int }",
            "1:37 @unique(fields:): \"A\" has no field \"y\".\n" },
    { "@unique with a list",
            "type A @model @unique(fields: [\"bs\"]) { id: ID! bs: [B!]! } type B @model { id: ID! "
            "a: A }",
            "1:32 @unique(fields:): \"A.bs\" is a list and has no column.\n" },
    { "@unique with a field twice",
            "type A @model @unique(fields: [\"x\", \"x\"]) { id: ID! x: Int }",
            "1:37 @unique(fields:) names \"x\" twice: remove one.\n" },
    { "@unique twice on the same fields",
            "type A @model @unique(fields: [\"x\"]) { id: ID! x: Int @unique }",
            "1:15 @unique repeats a key of \"A\": remove one.\n" },
    { "@unique of no fields", "type A @model @unique(fields: []) { id: ID! }",
            "1:31 @unique(fields:) on \"A\" names no field.\n" },
    { "@index with an unknown field", "type A @model @index(fields: [\"y\"]) { id: ID! }",
            "1:31 @index(fields:): \"A\" has no field \"y\".\n" },
    { "@index with an empty name", "type A @model @index(fields: [\"id\"], name: \"\") { id: ID! }",
            "1:44 @index(name:) must not be empty or contain a NUL.\n" },
    { "an index with the name of a table",
            "type A @model @index(fields: [\"id\"], name: \"As\") { id: ID! }",
            "1:15 @index on \"A\" would make an index \"As\", a name that is taken: give another "
            "to table, column or index.\n" },
    { "two indexes with one name",
            "type A @model @index(fields: [\"id\"], name: \"i\") { id: ID! } type B @model "
            "@index(fields: [\"id\"], name: \"I\") { id: ID! }",
            "1:75 @index on \"B\" would make an index \"I\", a name that is taken: give another to "
            "table, column or index.\n" },
    { "a list without its other side",
            "type A @model { id: ID! bs: [B!]! } type B @model { id: ID! }",
            "1:25 List \"A.bs\" has no other side: add a field of type \"A\" to \"B\", for example "
            "`a: A`.\n" },
    { "a list to itself without its other side", "type A @model { id: ID! as: [A!]! }",
            "1:25 List \"A.as\" has no other side: add a field of type \"A\" to \"A\", for example "
            "`a: A`.\n" },
    { "lists on both sides",
            "type A @model { id: ID! bs: [B!]! } type B @model { id: ID! as: [A!]! }",
            "1:25 \"A.bs\" and \"B.as\" are both lists: many-to-many relations are not in this "
            "version. Make a model for the pairs, with a field of each type.\n1:61 \"B.as\" and "
            "\"A.bs\" are both lists: many-to-many relations are not in this version. Make a model "
            "for the pairs, with a field of each type.\n" },
    { "references on both sides", "type A @model { id: ID! b: B } type B @model { id: ID! a: A }",
            "1:56 \"B.a\" and \"A.b\" refer to each other: one-to-one relations are not in this "
            "version. Remove one of them, or give it a list as its other side.\n" },
    { "one list, two references",
            "type A @model { id: ID! bs: [B!]! } type B @model { id: ID! a: A c: A }",
            "1:25 It is ambiguous which field is the other side of \"A.bs\": the lists \"bs\" of "
            "\"A\" meet the fields \"a\", \"c\" of \"B\". Say it with @relation(field: \"a\").\n" },
    { "two lists, one reference",
            "type A @model { id: ID! bs: [B!]! cs: [B!]! } type B @model { id: ID! a: A }",
            "1:25 It is ambiguous which field is the other side of \"A.bs\": the lists \"bs\", "
            "\"cs\" of \"A\" meet the fields \"a\" of \"B\". Say it with @relation(field: "
            "\"a\").\n1:35 It is ambiguous which field is the other side of \"A.cs\": the lists "
            "\"bs\", \"cs\" of \"A\" meet the fields \"a\" of \"B\". Say it with @relation(field: "
            "\"a\").\n" },
    { "two lists, two references",
            "type A @model { id: ID! bs: [B!]! cs: [B!]! } type B @model { id: ID! a: A c: A }",
            "1:25 It is ambiguous which field is the other side of \"A.bs\": the lists \"bs\", "
            "\"cs\" of \"A\" meet the fields \"a\", \"c\" of \"B\". Say it with @relation(field: "
            "\"a\").\n1:35 It is ambiguous which field is the other side of \"A.cs\": the lists "
            "\"bs\", \"cs\" of \"A\" meet the fields \"a\", \"c\" of \"B\". Say it with "
            "@relation(field: \"a\").\n" },
    { "@relation with an unknown field",
            "type A @model { id: ID! bs: [B!]! @relation(field: \"x\") } type B @model { id: ID! "
            "a: A }",
            "1:52 @relation(field: \"x\"): \"B\" has no such field.\n" },
    { "@relation with a field of another type",
            "type A @model { id: ID! bs: [B!]! @relation(field: \"id\") } type B @model { id: ID! "
            "a: A }",
            "1:52 @relation(field: \"id\"): \"B.id\" is not the other side of \"A.bs\"; name a "
            "field of type \"A\".\n" },
    { "@relation with another list",
            "type A @model { id: ID! bs: [B!]! @relation(field: \"as\") } type B @model { id: ID! "
            "as: [A!]! }",
            "1:52 \"A.bs\" and \"B.as\" are both lists: many-to-many relations are not in this "
            "version. Make a model for the pairs, with a field of each type.\n" },
    { "@relation with another reference",
            "type A @model { id: ID! b: B @relation(field: \"a\") } type B @model { id: ID! a: A }",
            "1:47 \"A.b\" and \"B.a\" refer to each other: one-to-one relations are not in this "
            "version. Remove one of them, or give it a list as its other side.\n" },
    { "@relation with the field itself",
            "type A @model { id: ID! as: [A!]! @relation(field: \"as\") a: A }",
            "1:52 @relation(field: \"as\"): \"A.as\" is not the other side of \"A.as\"; name a "
            "field of type \"A\".\n" },
    { "two lists with the same other side",
            "type A @model { id: ID! bs: [B!]! @relation(field: \"a\") cs: [B!]! @relation(field: "
            "\"a\") } type B @model { id: ID! a: A }",
            "1:84 @relation(field: \"a\"): \"B.a\" is already part of another relation.\n" },
    { "onDelete on a list",
            "type A @model { id: ID! bs: [B!]! @relation(onDelete: CASCADE) } type B @model { id: "
            "ID! a: A }",
            "1:55 @relation(onDelete:) belongs on the side of the reference: move it from \"A.bs\" "
            "to the field of \"B\".\n" },
    { "SET_NULL where null is not allowed",
            "type A @model { id: ID! b: B! @relation(onDelete: SET_NULL) } type B @model { id: ID! "
            "}",
            "1:51 @relation(onDelete: SET_NULL) needs a field that may be null: write `b: B` "
            "without the exclamation mark.\n" },
    { "an unknown onDelete",
            "type A @model { id: ID! b: B @relation(onDelete: DROP) } type B @model { id: ID! }",
            "1:50 @relation(onDelete:): Value \"DROP\" does not exist in \"OnDelete\" enum.\n" },
    { "a model that needs itself", "type A @model { id: ID! a: A! }",
            "1:25 No row could be the first in the cycle A.a -> A: let one of these fields be "
            "null.\n" },
    { "a cycle of two",
            "type A @model { id: ID! b: B! as: [B!]! } type B @model { id: ID! a: A! bs: [A!]! }",
            "1:25 No row could be the first in the cycle A.b -> B.a -> A: let one of these fields "
            "be null.\n" },
    { "a cycle behind a model that is in none",
            "type X @model { id: ID! a: A! } type A @model { id: ID! b: B! } type B @model { id: "
            "ID! c: C! } type C @model { id: ID! a: A! }",
            "1:57 No row could be the first in the cycle A.b -> B.c -> C.a -> A: let one of these "
            "fields be null.\n" },
    { "an own scalar of our name", "scalar DateTime type A @model { id: ID! }",
            "1:8 There can be only one type named \"DateTime\".\n" },
    { "@model on an interface", "interface I @model { a: Int } type Query { a: Int }",
            "1:13 Directive \"@model\" may not be used on INTERFACE.\n" },
    { "the type system's rules come first", "type A @model { id: ID! x: Int x: Int @createdAt }",
            "1:25 Field \"A.x\" can only be defined once.\n" },
    { "an unknown argument of a directive", "type A @model(name: \"x\") { id: ID! }",
            "1:15 Unknown argument \"name\" on directive \"@model\".\n" },
    { "a value of the wrong type for a directive",
            "type A @model(table: 3) @index(fields: [\"id\", 1]) { id: ID! }",
            "1:22 @model(table:): String cannot represent a non string value: 3\n1:47 "
            "@index(fields:): String cannot represent a non string value: 1\n" },
    { "an own field that only gqld may declare",
            "type Query { _gqld: Int } type A @model { id: ID! }",
            "1:14 Field \"Query._gqld\" has no source: beside models this version makes the fields "
            "of root types itself. Remove it.\n" },
    { "all faults are reported",
            "type A @model { id: ID! x: Int @createdAt bs: [B!]! } type B @model @unique(fields: "
            "[\"y\"]) { id: ID! a: Int @default(value: true) }",
            "1:32 @createdAt cannot stand on \"A.x\": it needs a field of type DateTime! or "
            "DateTime.\n1:43 List \"A.bs\" has no other side: add a field of type \"A\" to \"B\", "
            "for example `a: A`.\n1:125 @default(value: true) does not fit \"B.a\", which is of "
            "type Int.\n1:86 @unique(fields:): \"B\" has no field \"y\".\n" },
};

static void
test_misuse(void **state)
{
    const struct misuse_case *c = *state;
    struct harness harness;

    harness_init(&harness, gq_str_of(c->sdl));
    assert_str_equal(harness_errors(&harness), gq_str_of(c->errors));
    assert_null(harness.model);
    harness_fini(&harness);
}

int
main(void)
{
    struct CMUnitTest tests[128];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, misuse_cases, test_misuse);
    return _cmocka_run_group_tests("model/misuse", tests, count, NULL, NULL);
}
