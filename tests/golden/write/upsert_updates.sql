INSERT INTO "users" ("email", "name", "created_at") VALUES (?1, ?2, ?3);
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT t0."id" FROM "users" t0 WHERE t0."email" = ?1;
UPDATE "users" AS t0 SET "email" = ?1, "name" = ?2 WHERE t0."id" = ?3;
SELECT k.idx, t0."name" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT t0."id" FROM "users" t0 WHERE t0."email" = ?1;
UPDATE "users" AS t0 SET "role" = ?1 WHERE t0."id" = ?2;
SELECT k.idx, t0."name", t0."role" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
