SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
INSERT INTO "posts" ("slug", "title", "body", "author_id", "created_at", "updated_at", "version") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
SELECT k.idx, t0."id", t0."slug", t0."title", t0."published_at", t0."version", t1."name", t1."id" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "comments" t0 ON t0."id" IN (SELECT p."id" FROM "comments" p WHERE p."post_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
