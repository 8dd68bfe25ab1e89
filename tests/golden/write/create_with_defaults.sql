INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
SELECT k.idx, t0."id", t0."role" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "posts" t0 ON t0."id" IN (SELECT p."id" FROM "posts" p WHERE p."author_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
