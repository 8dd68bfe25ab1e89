SELECT t0."id" FROM "users" t0 WHERE t0."email" = ?1;
INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
INSERT INTO "posts" ("slug", "title", "body", "author_id", "created_at", "updated_at", "version") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
SELECT k.idx, t1."id", t1."name" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY k.idx;
SELECT t0."id" FROM "users" t0 WHERE t0."email" = ?1;
INSERT INTO "posts" ("slug", "title", "body", "author_id", "created_at", "updated_at", "version") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
SELECT k.idx, t1."id", t1."name" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY k.idx;
