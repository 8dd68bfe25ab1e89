SELECT t0."id" FROM "users" t0 WHERE t0."email" = ?1;
INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
SELECT k.idx, t0."email", t0."name", t0."role" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
