SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
INSERT INTO "posts" ("slug", "title", "body", "author_id", "created_at", "updated_at", "version") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
INSERT INTO "posts" ("slug", "title", "body", "author_id", "created_at", "updated_at", "version") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
INSERT INTO "comments" ("body", "author_id", "post_id", "created_at") VALUES (?1, ?2, ?3, ?4);
INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
