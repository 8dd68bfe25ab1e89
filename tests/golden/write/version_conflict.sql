UPDATE "posts" AS t0 SET "title" = ?1, "updated_at" = ?2, "version" = "version" + 1 WHERE t0."id" = ?3 AND t0."version" = ?4;
SELECT k.idx, t0."version" FROM gq_keys(?1) k CROSS JOIN "posts" t0 ON t0."id" = k.k1 ORDER BY k.idx;
UPDATE "posts" AS t0 SET "title" = ?1, "updated_at" = ?2, "version" = "version" + 1 WHERE t0."id" = ?3 AND t0."version" = ?4;
SELECT t0."id" FROM "posts" t0 WHERE t0."id" = ?1;
